package dev.hivesync.app;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds out, before JavaFX is asked, whether a window can be shown: JavaFX answers with stack traces.
final class Display {

    private static final Pattern X_DISPLAY = Pattern.compile("([^:]*):(\\d{1,5})(\\.\\d+)?");
    private static final int X_PORTS = 6000;

    /// What JavaFX's window system needs of a Linux machine, and what its software renderer does.
    private static final List<String> WINDOW_LIBRARIES = List.of("libgtk-3.so.0", "libXtst.so.6");

    private static final List<String> TEXT_LIBRARIES = List.of("libfreetype.so.6", "libpangoft2-1.0.so.0");

    private Display() {}

    /// Why there can be no window, or empty where there can.
    static Optional<String> missing(Map<String, String> environment) {
        if ("Headless".equals(System.getProperty("glass.platform"))) {
            return textMissing();
        }
        if (!linux()) {
            return Optional.empty();
        }
        String display = environment.getOrDefault("DISPLAY", "");
        if (display.isEmpty()) {
            return Optional.of("there is no display");
        }
        if (!answers(display)) {
            return Optional.of("the display " + display + " does not answer");
        }
        return lacking(WINDOW_LIBRARIES).or(Display::textMissing);
    }

    /// Why nothing can be drawn at all, not even into a file.
    static Optional<String> textMissing() {
        return linux() ? lacking(TEXT_LIBRARIES) : Optional.empty();
    }

    /// Draw in memory from here on. Must come before JavaFX starts.
    static void drawInMemory() {
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
    }

    private static Optional<String> lacking(List<String> libraries) {
        return libraries.stream()
                .filter(library -> !loads(library))
                .findFirst()
                .map(library -> "the system library " + library + " is missing");
    }

    /// It stays loaded: JavaFX would load it once more.
    @SuppressWarnings("restricted")
    private static boolean loads(String library) {
        try {
            return SymbolLookup.libraryLookup(library, Arena.global()) != null;
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean answers(String display) {
        Matcher parts = X_DISPLAY.matcher(display);
        if (!parts.matches()) {
            return false;
        }
        String host = parts.group(1);
        int number = Integer.parseInt(parts.group(2));
        return (host.isEmpty() || host.equals("unix")) ? local(number) : remote(host, number);
    }

    private static boolean local(int number) {
        Path socket = Path.of("/tmp/.X11-unix/X" + number);
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException _) {
            return remote("127.0.0.1", number);
        }
    }

    private static boolean remote(String host, int number) {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.socket().connect(new InetSocketAddress(host, X_PORTS + number), 2_000);
            return true;
        } catch (IOException | IllegalArgumentException _) {
            return false;
        }
    }

    private static boolean linux() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }
}
