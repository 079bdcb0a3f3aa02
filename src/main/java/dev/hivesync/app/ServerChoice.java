package dev.hivesync.app;

import dev.hivesync.attention.Preferences;
import dev.hivesync.desktop.settings.ServerProblem;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.sync.ServerCheck;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// The server as the user chooses it in the window: tested, then kept in the settings.
final class ServerChoice implements Servers {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Preferences preferences;
    private final Consumer<HttpUrl> change;
    private final InstantSource clock;
    private volatile @Nullable String current;

    /// @param change works with another server; blocks
    /// @param target what the program starts with
    ServerChoice(Preferences preferences, Consumer<HttpUrl> change, InstantSource clock, Target target) {
        this.preferences = preferences;
        this.change = change;
        this.clock = clock;
        current = switch (target) {
            case Target.Remote remote -> remote.server().toString();
            case Target.BuiltIn _ -> "";
            case Target.Nowhere _ -> null;
        };
    }

    @Override
    public Optional<String> current() {
        return Optional.ofNullable(current);
    }

    @Override
    public boolean changeable() {
        return true;
    }

    @Override
    public CompletionStage<Optional<ServerProblem>> use(String address) {
        CompletableFuture<Optional<ServerProblem>> answer = new CompletableFuture<>();
        Thread.ofVirtual().name("server-check").start(() -> {
            try {
                answer.complete(useNow(address));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }

    private Optional<ServerProblem> useNow(String address) {
        Optional<HttpUrl> url = url(address);
        if (url.isEmpty()) {
            return Optional.of(ServerProblem.BAD_ADDRESS);
        }
        Optional<ServerProblem> problem = tested(url.get());
        if (problem.isEmpty()) {
            change.accept(url.get());
            String chosen = url.get().toString();
            preferences.change(settings -> settings.server(chosen));
            current = chosen;
        }
        return problem;
    }

    /// "hivesync.example.com" means https. An address never holds a user or a password.
    static Optional<HttpUrl> url(String address) {
        String whole = address.strip();
        HttpUrl url = HttpUrl.parse(whole.contains("://") ? whole : "https://" + whole);
        return Optional.ofNullable(url)
                .filter(one -> one.username().isEmpty() && one.password().isEmpty())
                .filter(one -> one.query() == null && one.fragment() == null);
    }

    /// With connections of its own, so that nothing of an earlier server is used again.
    private Optional<ServerProblem> tested(HttpUrl url) {
        OkHttpClient http = HttpBackend.client()
                .newBuilder()
                .connectTimeout(PATIENCE)
                .callTimeout(PATIENCE)
                .build();
        try {
            return problem(new ServerCheck(http, clock).check(url));
        } finally {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    private static Optional<ServerProblem> problem(ServerCheck.Finding finding) {
        return switch (finding) {
            case FINE -> Optional.empty();
            case NAME_NOT_FOUND -> Optional.of(ServerProblem.NAME_NOT_FOUND);
            case REFUSED -> Optional.of(ServerProblem.REFUSED);
            case TIMEOUT -> Optional.of(ServerProblem.TIMEOUT);
            case NOT_TRUSTED -> Optional.of(ServerProblem.NOT_TRUSTED);
            case UNREACHABLE -> Optional.of(ServerProblem.UNREACHABLE);
            case FAILING -> Optional.of(ServerProblem.FAILING);
            case NOT_HIVESYNC -> Optional.of(ServerProblem.NOT_HIVESYNC);
            case OTHER_API -> Optional.of(ServerProblem.OTHER_API);
            case CLOCK_OFF -> Optional.of(ServerProblem.CLOCK_OFF);
        };
    }
}
