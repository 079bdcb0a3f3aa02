package dev.hivesync.app;

import dev.hivesync.sync.PasswordSession;
import dev.hivesync.sync.PasswordSession.SignedIn;
import dev.hivesync.sync.Session;
import java.util.Optional;

/// The built-in server's own user: signs in anew by itself where its session has ended.
final class LocalSession implements Session {

    private final Home home;
    private final PasswordSession session;

    LocalSession(Home home, PasswordSession session) {
        this.home = home;
        this.session = session;
    }

    @Override
    public Optional<String> accessToken() {
        return session.accessToken();
    }

    @Override
    public synchronized Renewal renew(String stale) {
        Renewal renewal = session.renew(stale);
        if (!(renewal instanceof Renewal.Denied)) {
            return renewal;
        }
        return LocalServers.found(home)
                .filter(server -> session.signIn(server.email(), server.password()) instanceof SignedIn.As)
                .flatMap(_ -> session.accessToken())
                .<Renewal>map(Renewal.Renewed::new)
                .orElse(renewal);
    }
}
