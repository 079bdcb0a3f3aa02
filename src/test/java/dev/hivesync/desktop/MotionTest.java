package dev.hivesync.desktop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import atlantafx.base.controls.ToggleSwitch;
import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.look.Motion;
import dev.hivesync.desktop.look.Spinner;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.FakeJobs;
import dev.hivesync.inbox.Entry;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// Spinners turn, toasts slide and the Review panel fades, unless the user or the platform asks for less motion.
class MotionTest {

    private static final String JOB = "job-8e90";

    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private final FakeJobs jobs = new FakeJobs();
    private @Nullable DesktopWindow opened;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void open() throws Exception {
        jobs.knows(JOB, Suggestions.USUAL);
        Errands errands = new Errands(jobs, _ -> Optional.of("vscode"), () -> false);
        DesktopWindow window = waitForAsyncFx(60_000, () -> {
            DesktopWindow made = new DesktopWindow(
                    Pictures.ports(errands, preferences, Servers.FIXED),
                    InstantSource.fixed(Samples.NOW),
                    ZoneOffset.UTC,
                    Locale.ENGLISH,
                    Opening.OBSERVER);
            made.show(new Stage());
            return made;
        });
        opened = window;
        window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
        window.drained().toCompletableFuture().get(20, TimeUnit.SECONDS);
        await().until(this::turning);
    }

    @AfterEach
    void close() {
        window().close();
    }

    private DesktopWindow window() {
        return requireNonNull(opened);
    }

    private Parent root() {
        return window().scene().getRoot();
    }

    @Test
    void spinners_stand_still_as_soon_as_the_user_says_so_and_turn_again() {
        still();
        preferences.change(settings -> settings.lessMotion(false));
        await().until(this::turning);
    }

    @Test
    void a_user_without_a_wish_has_the_platforms() {
        boolean still = waitForAsyncFx(60_000, () -> Platform.getPreferences().isReducedMotion());
        assertThat(moves()).isEqualTo(!still);
        still();
        assertThat(moves()).isFalse();
        preferences.change(settings -> settings.lessMotion(false));
        await().until(() -> moves() != still);
    }

    @Test
    void toasts_slide_in_unless_less_motion_is_asked_for() {
        AtomicBoolean moving = watch(".toast");
        arrive("x1");
        if (!seen(moving)) {
            arrive("x2");
            await().untilTrue(moving);
        }
        still();
        await().until(() -> stands(".toast"));
        int before = count(".toast");
        moving.set(false);
        arrive("x3");
        await().until(() -> count(".toast") == before + 1 && stands(".toast"));
        assertThat(moving).isFalse();
    }

    @Test
    void the_review_panel_fades_in_unless_less_motion_is_asked_for() {
        AtomicBoolean moving = watch(".review");
        review();
        if (!seen(moving)) {
            leaveReview();
            review();
            await().untilTrue(moving);
        }
        leaveReview();
        still();
        moving.set(false);
        review();
        await().until(() -> stands(".review"));
        assertThat(moving).isFalse();
    }

    @Test
    void the_knob_of_a_switch_goes_where_it_stands_for_with_and_without_motion() {
        waitForAsyncFx(
                60_000,
                () -> root().fireEvent(
                                new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.COMMA, false, true, false, false)));
        flip();
        await().until(() -> knob() > 0);
        still();
        flip();
        await().until(() -> knob() == 0);
        flip();
        await().until(() -> knob() > 0);
    }

    private void leaveReview() {
        await().until(() -> stands(".review"));
        press(KeyCode.ESCAPE);
        await().until(() -> count(".review") == 0);
    }

    /// False on a machine that stood still for longer than a motion lasts, and showed nothing of it.
    private static boolean seen(AtomicBoolean moving) {
        try {
            await().atMost(Duration.ofSeconds(3)).untilTrue(moving);
            return true;
        } catch (ConditionTimeoutException _) {
            return false;
        }
    }

    private void flip() {
        waitForAsyncFx(60_000, () -> aSwitch().fire());
    }

    private double knob() {
        return waitForAsyncFx(60_000, () -> aSwitch().lookup(".thumb").getTranslateX());
    }

    private ToggleSwitch aSwitch() {
        return (ToggleSwitch) visible(".settings .toggle-switch").stream()
                .filter(node -> "High priority may pass".equals(node.getAccessibleText()))
                .findFirst()
                .orElseThrow();
    }

    private void still() {
        preferences.change(settings -> settings.lessMotion(true));
        await().until(() -> !turning());
    }

    private boolean moves() {
        return waitForAsyncFx(60_000, () -> Motion.wanted(root()));
    }

    /// Becomes true with the first frame in which something of that kind is less than whole.
    private AtomicBoolean watch(String selector) {
        AtomicBoolean seen = new AtomicBoolean();
        waitForAsyncFx(
                60_000,
                () -> window().scene().addPreLayoutPulseListener(() -> {
                    if (visible(selector).stream().anyMatch(node -> node.getOpacity() < 1)) {
                        seen.set(true);
                    }
                }));
        return seen;
    }

    private boolean stands(String selector) {
        return waitForAsyncFx(
                60_000,
                () -> !visible(selector).isEmpty()
                        && visible(selector).stream().allMatch(node -> node.getOpacity() == 1));
    }

    private int count(String selector) {
        return waitForAsyncFx(60_000, () -> visible(selector).size());
    }

    private List<Node> visible(String selector) {
        return root().lookupAll(selector).stream().filter(Node::isVisible).toList();
    }

    private void arrive(String id) {
        Entry failed = Samples.job(id, "failed", "job-" + id, "write_tests", Duration.ofSeconds(1), false);
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(failed);
        window().accept(Samples.arrivals(Samples.state(Samples.LIVE, entries), failed));
    }

    private void review() {
        waitForAsyncFx(
                60_000,
                () -> ((ListView<?>) root().lookup(".threads"))
                        .getSelectionModel()
                        .select(2));
        press(KeyCode.A);
    }

    private void press(KeyCode code) {
        waitForAsyncFx(
                60_000,
                () -> root().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
    }

    private boolean turning() {
        return waitForAsyncFx(
                60_000,
                () -> visible(".hs-spinner").stream().map(Spinner.class::cast).anyMatch(Spinner::turning));
    }
}
