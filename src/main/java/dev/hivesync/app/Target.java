package dev.hivesync.app;

import dev.hivesync.attention.Settings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/// The backend that a program talks to.
sealed interface Target {

    /// @param tokenFile holds an access token; none to sign in
    record Remote(HttpUrl server, @Nullable Path tokenFile) implements Target {}

    /// The built-in server of a checkout.
    ///
    /// @param demo whether simulated jobs and previews happen there
    record BuiltIn(Path checkout, boolean demo) implements Target {}

    /// Nothing is configured and there is nothing built in.
    record Nowhere() implements Target {}

    /// The option, the environment, the settings, the checkout: the first that names one counts.
    static Target choose(
            @Nullable String option,
            @Nullable Path tokenFile,
            Map<String, String> environment,
            Settings settings,
            Optional<Path> checkout) {
        if (tokenFile != null) {
            TokenFiles.check(tokenFile);
        }
        String server = first(option, environment.get("HIVESYNC_SERVER"), settings.server());
        if (server != null) {
            return new Remote(url(server), tokenFile);
        }
        if (tokenFile != null) {
            throw new CommandFailure(ExitCode.USAGE, "A token file needs a server: add --server URL.");
        }
        return checkout.<Target>map(directory -> new BuiltIn(directory, demo(environment)))
                .orElseGet(Nowhere::new);
    }

    /// Whether a local server simulates jobs and previews: unless `HIVESYNC_DEMO=off`.
    static boolean demo(Map<String, String> environment) {
        return Switches.on(environment, "HIVESYNC_DEMO", true);
    }

    private static HttpUrl url(String server) {
        HttpUrl url = HttpUrl.parse(server);
        if (url == null) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'" + server + "' is not the address of a server. It looks like https://hivesync.example.com.");
        }
        return url;
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                return candidate;
            }
        }
        return null;
    }
}
