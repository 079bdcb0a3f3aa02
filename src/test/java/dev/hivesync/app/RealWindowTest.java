package dev.hivesync.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hivesync.server.TestServer;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The program as people have it: a process of its own, its window on a real X server, a mouse and a keyboard. What
/// was done there is asked of the server, and what was seen is kept in `target/gallery`.
@NullMarked
@Tag("display")
@Timeout(900)
class RealWindowTest {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Path GALLERY =
            Path.of(System.getProperty("hivesync.output", "target")).resolve("gallery");
    private static final String OWNER = "window@example.com";
    private static final String PROJECT = "proj-window";
    private static final String TITLE = "HiveSync";

    /// In the window: the first row of the list, what a review adds, and the place of both.
    private static final int ROW_X = 560;
    private static final int ROW_Y = 140;
    private static final Rectangle ROW = new Rectangle(290, 110, 150, 64);
    private static final Rectangle ADDED = new Rectangle(720, 150, 398, 600);
    private static final Rectangle WORKSPACE = new Rectangle(281, 0, 838, 758);

    @TempDir
    private Path home;

    @TempDir
    private Path screen;

    private final AtomicReference<VirtualDisplay> display = new AtomicReference<>();
    private String token = "";

    @BeforeEach
    void prepare() throws Exception {
        Optional<String> missing = VirtualDisplay.missing();
        assumeTrue(missing.isEmpty(), () -> missing.orElseThrow() + " is not installed");
        display.set(VirtualDisplay.start(screen));
        Optional<String> lacking = Display.missing(Map.of("DISPLAY", display().name()));
        assumeTrue(lacking.isEmpty(), lacking::orElseThrow);
        SERVER.user(OWNER);
        SERVER.project(PROJECT, OWNER);
        token = SERVER.login(OWNER).accessToken();
        Files.writeString(home.resolve("token"), token);
        suggest("job-old", List.of());
        suggest("job-new", List.of(Map.of("file", "src/sync.py", "before", lines("old"), "after", lines("new"))));
    }

    @AfterEach
    void end() {
        Optional.ofNullable(display.get()).ifPresent(VirtualDisplay::close);
    }

    private VirtualDisplay display() {
        return requireNonNull(display.get());
    }

    private static String lines(String word) {
        return String.join(
                "\n",
                IntStream.range(0, 60)
                        .mapToObj(i -> i % 20 == 10 ? "    return " + word + i : "    value = " + i)
                        .toList());
    }

    private static void suggest(String job, List<Map<String, String>> changes) {
        TestServer.Reply reply = SERVER.put(
                "/ai/jobs/" + job,
                TestServer.SERVICE_KEY,
                Map.of(
                        "project_id",
                        PROJECT,
                        "action",
                        "refactor_module",
                        "status",
                        "completed",
                        "result",
                        Map.of("summary", "Renamed", "explanation", "A clearer name.", "changes", changes)));
        assertThat(reply.status()).as("%s", reply.body()).isLessThan(300);
    }

    @Test
    void a_suggestion_is_reviewed_by_mouse_and_keys_and_the_window_comes_back_and_is_closed_by_its_cross()
            throws Exception {
        try (Program app = start()) {
            String window = window(app);
            BufferedImage list = seen("real-list", window, picture -> bright(picture, WORKSPACE) > 2_000);
            assertThat(yellow(list, ROW)).isZero();

            display().click(window, ROW_X, ROW_Y);
            seen("real-row", window, picture -> yellow(picture, ROW) > 40);

            display().key("a");
            BufferedImage review = seen("real-review", window, picture -> green(picture, ADDED) > 1_000);
            display().key("n");
            BufferedImage first = seen("real-review-1", window, picture -> differs(picture, review));
            display().key("n");
            seen("real-review-2", window, picture -> differs(picture, first));

            display().key("e");
            seen("real-reviewed", window, picture -> green(picture, ADDED) < 200);
            patiently().until(() -> read("job-new"));
            assertThat(read("job-old")).isFalse();

            display().key("ctrl+q");
            assertThat(app.ended().code()).isZero();
            assertThat(app.err()).isEmpty();
        }
        try (Program again = start()) {
            String window = window(again);
            seen("real-reopened", window, picture -> bright(picture, WORKSPACE) > 2_000);
            display().cross(window);
            assertThat(again.ended().code()).isZero();
            assertThat(again.err()).isEmpty();
        }
    }

    @Test
    void whoever_starts_from_an_icon_reads_why_it_does_not() throws Exception {
        FromIconTest.newer(home);
        try (Program app = Program.show(home, Map.of("DISPLAY", display().name(), FromIcon.VARIABLE, "1"))) {
            String window = window(app);
            seen("real-trouble", window, picture -> bright(picture, new Rectangle(0, 0, 400, 160)) > 500);
            display().key("Return");
            assertThat(app.ended().code()).isEqualTo(ExitCode.NEWER_DATA);
            assertThat(app.err()).singleElement().asString().contains("newer version");
        }
    }

    private Program start() throws Exception {
        return Program.show(
                home,
                Map.of("DISPLAY", display().name()),
                "--server",
                SERVER.url(),
                "--token-file",
                home.resolve("token").toString());
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(250));
    }

    /// Nobody manages windows here, so the test gives it the keyboard.
    private String window(Program app) throws Exception {
        AtomicReference<String> found = new AtomicReference<>("");
        patiently().until(() -> {
            assertThat(app.running()).as("%s%s", app.out(), app.err()).isTrue();
            display().window(TITLE).ifPresent(found::set);
            return !requireNonNull(found.get()).isEmpty();
        });
        String window = requireNonNull(found.get());
        display().focus(window);
        return window;
    }

    private interface Sight {
        boolean in(BufferedImage window);
    }

    /// Waits for it, and for the picture to stand.
    private BufferedImage seen(String name, String window, Sight sight) throws Exception {
        AtomicReference<BufferedImage> last = new AtomicReference<>(inner(window));
        patiently().until(() -> {
            BufferedImage now = inner(window);
            boolean stands = !differs(now, requireNonNull(last.get()));
            last.set(now);
            return stands && sight.in(now);
        });
        display().keep(GALLERY.resolve(name + ".png"));
        return requireNonNull(last.get());
    }

    private BufferedImage inner(String window) throws Exception {
        Rectangle place = display().place(window);
        return display().picture().getSubimage(place.x, place.y, place.width, place.height);
    }

    private static boolean differs(BufferedImage one, BufferedImage other) {
        return count(one, WORKSPACE, (x, y) -> one.getRGB(x, y) != other.getRGB(x, y)) > 20;
    }

    /// Letters.
    private static long bright(BufferedImage picture, Rectangle where) {
        return count(picture, where, (x, y) -> channel(picture, x, y, 8) > 170);
    }

    /// The mark of the selected row.
    private static long yellow(BufferedImage picture, Rectangle where) {
        return count(
                picture,
                where,
                (x, y) -> channel(picture, x, y, 16) > 200
                        && channel(picture, x, y, 8) > 160
                        && channel(picture, x, y, 0) < 110);
    }

    /// Lines that were added.
    private static long green(BufferedImage picture, Rectangle where) {
        return count(
                picture,
                where,
                (x, y) -> channel(picture, x, y, 8) > channel(picture, x, y, 16) + 8
                        && channel(picture, x, y, 8) > channel(picture, x, y, 0) + 4);
    }

    private static int channel(BufferedImage picture, int x, int y, int shift) {
        return (picture.getRGB(x, y) >> shift) & 0xFF;
    }

    private interface Pixel {
        boolean at(int x, int y);
    }

    private static long count(BufferedImage picture, Rectangle where, Pixel pixel) {
        Rectangle area = where.intersection(new Rectangle(picture.getWidth(), picture.getHeight()));
        return IntStream.range(area.y, area.y + area.height)
                .mapToLong(y -> IntStream.range(area.x, area.x + area.width)
                        .filter(x -> pixel.at(x, y))
                        .count())
                .sum();
    }

    private boolean read(String job) {
        for (var row :
                SERVER.get("/notifications?since=&limit=500", token).body().path("notifications")) {
            if (row.path("payload").path("job_id").stringValue().equals(job)) {
                return !row.path("read_at").isNull();
            }
        }
        throw new AssertionError(job + " is not there");
    }
}
