package dev.hivesync.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullMarked;

/// An X server of its own that nobody sees, with a mouse and a keyboard that a program moves.
@NullMarked
public final class VirtualDisplay implements AutoCloseable {

    private static final String SERVER = "Xvfb";
    private static final String HAND = "xdotool";
    private static final int PATIENCE_SECONDS = 120;
    /// What stands before the colours of a screen that Xvfb keeps as a file: its own length first.
    private static final int SIZE = 0;
    private static final int WIDTH = 4;
    private static final int HEIGHT = 5;
    private static final int LINE = 12;
    private static final int COLOURS = 19;
    private static final int COLOUR_BYTES = 12;

    private final Process server;
    private final Path screen;
    private final String name;

    private VirtualDisplay(Process server, Path directory) throws IOException {
        this.server = server;
        this.screen = directory.resolve("Xvfb_screen0");
        String number = server.inputReader().readLine();
        assertThat(number).as("the number of the display").isNotNull();
        name = ":" + number.strip();
    }

    /// Which of the programs that this takes is not installed.
    public static Optional<String> missing() {
        return Stream.of(SERVER, HAND).filter(program -> !installed(program)).findFirst();
    }

    private static boolean installed(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    /// @param directory where the screen is kept
    public static VirtualDisplay start(Path directory) throws IOException {
        Process server = new ProcessBuilder(
                        SERVER,
                        "-displayfd",
                        "1",
                        "-screen",
                        "0",
                        "1280x840x24",
                        // Else it begins anew whenever nobody is connected, and turns away who comes meanwhile.
                        "-noreset",
                        "-nolisten",
                        "tcp",
                        "-fbdir",
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new VirtualDisplay(server, directory);
    }

    /// As the environment names it.
    public String name() {
        return name;
    }

    /// The window of that name on the screen, once there is one.
    Optional<String> window(String title) throws IOException, InterruptedException {
        List<String> found = xdotool("search", "--onlyvisible", "--name", title);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    /// Where it stands on the screen.
    Rectangle place(String window) throws IOException, InterruptedException {
        Map<String, Integer> said = new HashMap<>();
        for (String line : xdotool("getwindowgeometry", "--shell", window)) {
            String[] parts = line.split("=", 2);
            said.put(parts[0], Integer.parseInt(parts[1]));
        }
        return new Rectangle(
                said.getOrDefault("X", 0),
                said.getOrDefault("Y", 0),
                said.getOrDefault("WIDTH", 0),
                said.getOrDefault("HEIGHT", 0));
    }

    /// Gives it the keyboard, as a window manager would.
    void focus(String window) throws IOException, InterruptedException {
        xdotool("windowfocus", "--sync", window);
    }

    /// A click of the first button, in the window's own coordinates.
    void click(String window, int x, int y) throws IOException, InterruptedException {
        xdotool("mousemove", "--window", window, Integer.toString(x), Integer.toString(y), "click", "1");
    }

    void key(String... keys) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("key", "--delay", "60"));
        all.addAll(List.of(keys));
        xdotool(all.toArray(String[]::new));
    }

    /// Asks the program to close it, as the cross in its frame does.
    void cross(String window) throws IOException {
        try (RawDisplay raw = RawDisplay.connect(name)) {
            raw.askToClose(Integer.parseUnsignedInt(window));
        }
    }

    private List<String> xdotool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(HAND));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", name);
        Process hand = builder.start();
        List<String> lines = hand.inputReader().lines().toList();
        assertThat(hand.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                .as("%s", command)
                .isTrue();
        return lines;
    }

    /// What is on the screen now.
    BufferedImage picture() throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(screen));
        int begin = word(file, SIZE) + word(file, COLOURS) * COLOUR_BYTES;
        int line = word(file, LINE);
        BufferedImage image = new BufferedImage(word(file, WIDTH), word(file, HEIGHT), BufferedImage.TYPE_INT_RGB);
        file.order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, file.getInt(begin + y * line + x * Integer.BYTES));
            }
        }
        return image;
    }

    private static int word(ByteBuffer file, int place) {
        return file.getInt(place * Integer.BYTES);
    }

    /// Keeps what is on the screen, to be looked at.
    BufferedImage keep(Path png) throws IOException {
        BufferedImage picture = picture();
        Files.createDirectories(png.toAbsolutePath().getParent());
        assertThat(ImageIO.write(picture, "png", png.toFile())).isTrue();
        return picture;
    }

    @Override
    public void close() {
        server.destroy();
        server.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }
}
