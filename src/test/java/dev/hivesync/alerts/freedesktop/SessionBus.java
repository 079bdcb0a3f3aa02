package dev.hivesync.alerts.freedesktop;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.freedesktop.dbus.bin.EmbeddedDBusDaemon;
import org.freedesktop.dbus.exceptions.DBusException;

/// A message bus of its own, in a directory of the test: the real one where it is installed, else the library's.
public final class SessionBus implements AutoCloseable {

    private static final Path DAEMON = Path.of("/usr/bin/dbus-daemon");

    private interface End {
        void now() throws IOException;
    }

    private final String address;
    private final End end;

    public SessionBus(Path directory) throws DBusException, IOException {
        String socket = "unix:path=" + directory.resolve("bus");
        if (Files.isExecutable(DAEMON)) {
            Process daemon = new ProcessBuilder(
                            DAEMON.toString(),
                            "--config-file=" + configuration(directory, socket),
                            "--nofork",
                            "--nopidfile",
                            "--print-address=1")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            address = requireNonNull(daemon.inputReader().readLine());
            end = () -> {
                daemon.destroyForcibly();
                daemon.onExit().orTimeout(20, TimeUnit.SECONDS).join();
            };
        } else {
            EmbeddedDBusDaemon daemon = new EmbeddedDBusDaemon(socket + ",listen=true");
            daemon.startInBackgroundAndWait(30_000);
            address = socket;
            end = daemon::close;
        }
    }

    /// Knows no service that it could start: only what the test serves is there.
    private static Path configuration(Path directory, String socket) throws IOException {
        return Files.writeString(directory.resolve("bus.conf"), """
            <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
             "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
            <busconfig>
              <type>session</type>
              <listen>%s</listen>
              <policy context="default">
                <allow send_destination="*" eavesdrop="true"/>
                <allow eavesdrop="true"/>
                <allow own="*"/>
              </policy>
            </busconfig>
            """.formatted(socket));
    }

    /// Whether it tells of every name that changes hands; the library's does not.
    static boolean complete() {
        return Files.isExecutable(DAEMON);
    }

    public String address() {
        return address;
    }

    @Override
    public void close() throws IOException {
        end.now();
    }
}
