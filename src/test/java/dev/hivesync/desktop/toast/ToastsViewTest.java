package dev.hivesync.desktop.toast;

import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.alerts.News;
import dev.hivesync.attention.Fate;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Fact;
import dev.hivesync.inbox.Step.Change;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class ToastsViewTest {

    private final List<Fact> intents = new ArrayList<>();
    private final ToastsViewModel model =
            new ToastsViewModel(() -> NOW, (_, _) -> {}, (_, _) -> Fate.SHOWN, intents::add, new Nowhere());

    private static final class Nowhere implements ToastsViewModel.Leads {
        @Override
        public void thread(String key) {}

        @Override
        public void reveal(String key) {}

        @Override
        public void unread() {}
    }

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void a_summary_that_takes_more_in_keeps_its_card_and_stands_for_all() {
        ToastsView view = waitForAsyncFx(10_000, this::view);
        Node first = waitForAsyncFx(10_000, () -> {
            arrive(0, 4, "completed");
            return card(view);
        });
        assertThat(says(first)).startsWith("4 ");
        assertThat(first.getStyleClass()).doesNotContain("mood-failure");

        waitForAsyncFx(10_000, () -> arrive(4, 5, "failed"));

        Node second = waitForAsyncFx(10_000, () -> card(view));
        assertThat(second).isSameAs(first);
        assertThat(says(second)).startsWith("5 ");
        assertThat(second.getStyleClass()).contains("mood-failure").doesNotContain("mood-running");
        waitForAsyncFx(10_000, () -> ((Button) second.lookup(".quiet")).fire());
        assertThat(intents).containsExactly(new Fact.Read(Set.of("e0", "e1", "e2", "e3", "e4")));
    }

    @Test
    void a_threads_newer_event_is_a_card_of_its_own() {
        ToastsView view = waitForAsyncFx(10_000, this::view);
        Node first = waitForAsyncFx(10_000, () -> {
            arrive(0, 1, "completed");
            return card(view);
        });
        Node second = waitForAsyncFx(10_000, () -> {
            model.apply(News.live(
                    List.of(new Change.Arrived(job("later", "failed", "job-0", "write_tests", Duration.ZERO, false)))));
            return card(view);
        });
        assertThat(second).isNotSameAs(first);
    }

    private ToastsView view() {
        Texts texts = new Texts(Locale.ENGLISH);
        Moments moments = new Moments(texts, ZoneOffset.UTC);
        Words words = new Words(texts, new Wording(texts, moments), moments, new SimpleObjectProperty<>(NOW));
        return new ToastsView(model, words, _ -> "Atlas", () -> {});
    }

    private boolean arrive(int from, int to, String state) {
        List<Change> changes = IntStream.range(from, to)
                .mapToObj(i -> entry(i, state))
                .<Change>map(Change.Arrived::new)
                .toList();
        model.apply(News.live(changes));
        return true;
    }

    private static Entry entry(int i, String state) {
        return job("e" + i, state, "job-" + i, "write_tests", Duration.ZERO, false);
    }

    private static Node card(ToastsView view) {
        return view.getChildrenUnmodifiable().getLast();
    }

    private static String says(Node card) {
        return ((Label) card.lookup(".toast-title")).getText();
    }
}
