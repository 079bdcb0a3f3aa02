package dev.hivesync.desktop;

import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.Failure;
import dev.hivesync.desktop.work.FakeJobs;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Step;
import dev.hivesync.wire.Api;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// Renders each state of the Review panel to `target/gallery`, to be looked at.
class ReviewGalleryTest {

    private static final String JOB = "job-8e90";

    private final FakeJobs jobs = new FakeJobs();
    private final Errands errands = new Errands(jobs, _ -> Optional.of("vscode"), () -> false);

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void suggestions() throws Exception {
        try (Pictures pictures = new Pictures(Size.USUAL, errands).show(day())) {
            open(pictures, Suggestions.USUAL).press(KeyCode.N).press(KeyCode.N).take("review");
            open(pictures, Suggestions.LONG_LINES)
                    .press(KeyCode.N)
                    .press(KeyCode.RIGHT)
                    .press(KeyCode.RIGHT)
                    .press(KeyCode.RIGHT)
                    .take("review-long-lines");
            open(pictures, Suggestions.NEW_AND_GONE).take("review-files");
            open(pictures, Suggestions.HOSTILE).press(KeyCode.N).take("review-hostile");
            open(pictures, Suggestions.HUGE).press(KeyCode.N).press(KeyCode.C).take("review-huge");
            open(pictures, new Api.JobResult("The loop is fine as it is", "Nothing to simplify was found.", List.of()))
                    .take("review-no-changes");
        }
    }

    @Test
    void a_suggestion_that_is_not_there() throws Exception {
        try (Pictures pictures = new Pictures(Size.USUAL, errands).show(day())) {
            ask(pictures).take("review-loading");
            fail(pictures, Failure.UNREACHABLE).take("review-offline");
            fail(pictures, Failure.NOT_FOUND).take("review-not-found");
            jobs.knows(JOB, new Api.JobResult("", "", List.of()));
            ask(pictures)
                    .once(scene -> shown(scene, ".review-blank .hs-button"))
                    .take("review-empty");
        }
    }

    @Test
    void a_small_window() throws Exception {
        try (Pictures pictures = new Pictures(Size.SMALLEST, errands).show(day())) {
            fail(pictures, Failure.REFUSED).take("review-error");
            open(pictures, Suggestions.USUAL).press(KeyCode.N).take("review-narrow");
            pictures.type("?").take("review-keys").press(KeyCode.ESCAPE);
            pictures.show(day(
                            Samples.job("a9", "completed", "job-8f99", "document_function", Samples.minutes(3), true)))
                    .press(KeyCode.ESCAPE);
            open(pictures, Suggestions.USUAL).take("review-stale-newer");
        }
    }

    @Test
    void a_suggestion_that_no_longer_fits_and_no_editor_to_open_it_in() throws Exception {
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(Samples.sync("s8", "success", "sync-341", "proj-1", "9d02c1e", Samples.minutes(5), false));
        Step day = Samples.present(Samples.stateWithoutEditor(Samples.LIVE, entries));
        try (Pictures pictures = new Pictures(Size.USUAL, errands).show(day)) {
            open(pictures, Suggestions.USUAL).take("review-stale");
        }
    }

    private static Step day(Entry... more) {
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.addAll(List.of(more));
        return Samples.present(Samples.state(Samples.LIVE, entries));
    }

    private Pictures open(Pictures pictures, Api.JobResult result) {
        jobs.knows(JOB, result);
        return ask(pictures).once(scene -> shown(scene, ".review-bar"));
    }

    private Pictures fail(Pictures pictures, Failure why) {
        jobs.fails(JOB, why);
        return ask(pictures).once(scene -> shown(scene, ".review-blank .hs-button"));
    }

    private static Pictures ask(Pictures pictures) {
        return pictures.press(KeyCode.ESCAPE).select("job:" + JOB).press(KeyCode.A);
    }

    private static boolean shown(Scene scene, String selector) {
        return scene.lookup(selector) != null && scene.lookup(selector).isVisible();
    }
}
