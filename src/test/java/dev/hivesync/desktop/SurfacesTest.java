package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.board.Order;
import dev.hivesync.desktop.board.Row;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.work.Answer;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.FakeJobs;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// The four surfaces of the specification in the running window: the toast of a finished job, the banner of a preview
/// that is ready, the indicator of a repository's sync, and the error ribbon. With their actions.
class SurfacesTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Samples.NOW);
    private final List<Fact> intents = new CopyOnWriteArrayList<>();
    private final FakeJobs jobs = new FakeJobs();
    private final List<Entry> entries = new ArrayList<>();
    private final DesktopWindow window;

    SurfacesTest() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        jobs.knows("job-8f21", Suggestions.USUAL);
        Errands errands = new Errands(jobs, _ -> Optional.of("vscode"), () -> false);
        DesktopPorts ports = Pictures.ports(
                intents::add, errands, Preferences.inMemory(Settings.DEFAULT), Servers.FIXED, Insight.NONE);
        window = fx(() -> {
            DesktopWindow made = new DesktopWindow(ports, now::get, ZoneOffset.UTC, Locale.ENGLISH, Opening.QUIET);
            made.show(stage);
            return made;
        });
    }

    /// Its own rows are not in view, so that toasts come.
    @BeforeEach
    void the_list_of_system_notices() {
        entries.addAll(Samples.day().stream()
                .filter(entry -> !entry.id().startsWith("p"))
                .toList());
        window.accept(Samples.present(state()));
        window.present();
        await().until(() -> fx(() -> window.scene().getWindow().isFocused()));
        item("System").fire();
        await().until(() -> fx(() -> list().getItems().size()) == 2);
    }

    @AfterEach
    void close() {
        window.close();
    }

    @Test
    void a_finished_job_is_a_toast_whose_button_opens_the_review() {
        arrive(job("completed"));
        await().until(() -> texts(".toast .toast-title").equals(List.of("AI job completed")));
        assertThat(texts(".toast .toast-text")).containsExactly("Atlas · refactor_module");
        press(".toast", "Review");
        await().until(() -> shown(".review") && texts(".review-place").equals(List.of("4 changes")));
        assertThat(intents).isEmpty();
        read("j9");
        await().until(() -> !shown(".toast"));
    }

    @Test
    void a_failed_job_is_a_toast_whose_buttons_ask_again_or_settle_it() {
        arrive(job("failed"));
        await().until(() -> texts(".toast .toast-title").equals(List.of("AI job failed")));
        press(".toast", "Retry");
        assertThat(jobs.orders).containsExactly(new Order.Job("proj-1", "refactor_module"));

        arrive(Samples.job("x9", "failed", "job-9", "write_tests", Duration.ZERO, false));
        await().until(() -> texts(".toast .toast-text")
                .equals(List.of("Atlas · The model answered with a patch that does not apply.")));
        press(".toast", "Mark read");
        assertThat(intents).containsExactly(new Fact.Read(Set.of("x9")));
    }

    @Test
    void a_preview_that_is_ready_has_its_code_its_time_and_a_copy_until_it_expires() {
        arrive(Samples.preview("p9", "ready", "demo-R4TT8Z", Duration.ZERO, false));
        await().until(() -> shown(".banner-preview"));
        assertThat(texts(".banner-preview .banner-text")).containsExactly("Preview for iOS ready");
        assertThat(texts(".banner-preview .preview-project")).containsExactly("Meridian Docs");
        assertThat(texts(".banner-preview .preview-code")).containsExactly("demo-R4TT8Z");
        assertThat(texts(".banner-preview .preview-expiry")).containsExactly("Expires in 15:00");
        pass(Duration.ofSeconds(61));
        await().until(() -> texts(".banner-preview .preview-expiry").equals(List.of("Expires in 13:59")));

        press(".banner-preview", "Copy");
        await().until(() ->
                "demo-R4TT8Z".equals(fx(() -> Clipboard.getSystemClipboard().getString())));
        assertThat(buttons(".banner-preview")).contains("Copied");
        await().until(() -> buttons(".banner-preview").contains("Copy"));

        pass(Duration.ofMinutes(14));
        await().until(() -> !shown(".banner-preview"));
        assertThat(intents).doesNotContain(new Fact.Read(Set.of("p9")));
    }

    @Test
    void a_preview_that_was_opened_on_the_phone_needs_no_banner_any_more() {
        arrive(Samples.preview("p9", "ready", "demo-R4TT8Z", Duration.ofSeconds(1), false));
        await().until(() -> shown(".banner-preview"));
        arrive(Samples.preview("p10", "consumed", "demo-R4TT8Z", Duration.ZERO, false));
        await().until(() -> !shown(".banner-preview"));
    }

    @Test
    void a_sync_runs_in_the_sidebar_and_its_success_is_said_above_the_list() {
        arrive(sync("y1", "started", "sync-400", Duration.ofSeconds(2)));
        await().until(() -> item("Repo sync").getAccessibleText().contains("1 running"));
        arrive(sync("y2", "success", "sync-400", Duration.ofSeconds(1)));
        await().until(() -> texts(".banner-good .banner-text").equals(List.of("Atlas is synced")));
        assertThat(item("Repo sync").getAccessibleText()).doesNotContain("running");
        press(".banner-good", "Open");
        await().until(() -> "sync:sync-400".equals(selected()));
        dismiss(".banner-good");
        await().until(() ->
                intents.stream().anyMatch(fact -> fact instanceof Fact.Read(var ids) && ids.contains("y2")));
    }

    @Test
    void the_indicator_of_a_sync_goes_by_itself_after_a_minute() {
        arrive(sync("y2", "success", "sync-400", Duration.ofSeconds(1)));
        await().until(() -> shown(".banner-good"));
        pass(Duration.ofSeconds(61));
        window.accept(Samples.present(state()));
        await().until(() -> !shown(".banner-good"));
    }

    @Test
    void a_failed_sync_is_a_ribbon_that_asks_again_opens_and_goes_when_it_is_settled() {
        arrive(sync("y1", "failed", "sync-400", Duration.ofSeconds(2)));
        await().until(() -> texts(".banner-error .banner-text").equals(List.of("Repo sync failed in Atlas")));
        press(".banner-error", "Retry");
        await().until(() -> texts(".banner-error .banner-text").equals(List.of("Asking the server…")));
        assertThat(jobs.orders).containsExactly(new Order.Sync("proj-1"));
        var _ = fx(() -> {
            jobs.take(new Answer.Done<>("sync-401"));
            return true;
        });
        await().until(() -> texts(".banner-error .banner-text").equals(List.of("Queued. Its progress appears here.")));
        press(".banner-error", "Open");
        await().until(() -> "sync:sync-400".equals(selected()));
        arrive(sync("y2", "success", "sync-401", Duration.ZERO));
        await().until(() -> !shown(".banner-error"));
    }

    @Test
    void the_ribbon_is_dismissed_by_reading_what_it_is_about() {
        arrive(sync("y1", "failed", "sync-400", Duration.ofSeconds(2)));
        await().until(() -> shown(".banner-error"));
        dismiss(".banner-error");
        await().until(() -> intents.contains(new Fact.Read(Set.of("y1"))));
        read("y1");
        await().until(() -> !shown(".banner-error"));
    }

    private static Entry job(String state) {
        return Samples.job("j9", state, "job-8f21", "refactor_module", Duration.ZERO, false);
    }

    private static Entry sync(String id, String state, String sync, Duration age) {
        return Samples.sync(id, state, sync, "proj-1", "afe127c", age, false);
    }

    private InboxState state() {
        return Samples.state(Samples.LIVE, List.copyOf(entries));
    }

    private void arrive(Entry entry) {
        entries.add(entry);
        window.accept(Samples.arrivals(state(), entry));
    }

    private void read(String id) {
        entries.replaceAll(entry -> entry.id().equals(id)
                ? new Entry(entry.notification().withReadAt(now.get()), entry.arrivedAt(), null)
                : entry);
        window.accept(new Step(state(), List.of(new Step.Change.BecameRead(List.of(id)))));
    }

    private void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    private ListView<?> list() {
        return (ListView<?>) window.scene().lookup(".threads");
    }

    private String selected() {
        return fx(() -> list().getSelectionModel().getSelectedItem() instanceof Row row
                ? row.thread().key()
                : "");
    }

    /// Once the step that brings it has come.
    private ToggleButton item(String name) {
        return await().until(
                        () -> fx(() -> window.scene().getRoot().lookupAll(".sidebar-item").stream()
                                .filter(node -> node.getAccessibleText().startsWith(name))
                                .map(ToggleButton.class::cast)
                                .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
    }

    private boolean shown(String selector) {
        return fx(() -> window.scene().getRoot().lookupAll(selector).stream().anyMatch(Node::isVisible));
    }

    private List<String> texts(String selector) {
        return fx(() -> window.scene().getRoot().lookupAll(selector).stream()
                .map(node -> ((Labeled) node).getText())
                .toList());
    }

    private List<String> buttons(String around) {
        return texts(around + " .hs-button");
    }

    private void press(String around, String name) {
        press(around, button -> button.getText().equals(name));
    }

    private void dismiss(String around) {
        press(around, button -> "Mark as read".equals(button.getAccessibleText()));
    }

    private void press(String around, java.util.function.Predicate<Button> which) {
        var _ = fx(() -> {
            window.scene().getRoot().lookupAll(around + " .hs-button").stream()
                    .map(Button.class::cast)
                    .filter(which)
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return true;
        });
    }

    private static <T> T fx(Callable<T> task) {
        return waitForAsyncFx(60_000, task);
    }
}
