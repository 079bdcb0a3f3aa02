package dev.hivesync.app;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The user's own browser. It is started as a program with one argument, by no shell.
final class Browser {

    private static final Logger LOG = LoggerFactory.getLogger(Browser.class);

    private Browser() {}

    /// @param address of https, and nothing else
    static void open(URI address) {
        if (!"https".equals(address.getScheme())) {
            throw new IllegalArgumentException("a browser is led to https alone");
        }
        try {
            ProcessBuilder browser = new ProcessBuilder(command(System.getProperty("os.name"), address))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            // Not every program that it starts in turn was started from an icon.
            browser.environment().remove(FromIcon.VARIABLE);
            var _ = browser.start();
        } catch (IOException e) {
            LOG.warn("No browser could be opened ({})", e.getClass().getSimpleName());
        }
    }

    static List<String> command(String system, URI address) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.contains("windows")) {
            return List.of("rundll32", "url.dll,FileProtocolHandler", address.toASCIIString());
        }
        return List.of(name.contains("mac") ? "open" : "xdg-open", address.toASCIIString());
    }
}
