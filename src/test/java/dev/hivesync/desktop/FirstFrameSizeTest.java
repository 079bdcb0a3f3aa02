package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.testfx.util.WaitForAsyncUtils.waitForAsyncFx;

import dev.hivesync.desktop.DesktopWindow.Opening;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ListCell;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// What a start has to make, style and lay out before anything is seen.
class FirstFrameSizeTest {

    /// Without rows: sidebar, toolbar, list and the keys beside it.
    private static final int NODES = 180;

    /// Of a row with a heading and a spinner.
    private static final int NODES_OF_ROW = 30;

    @Test
    void the_first_frame_waits_for_no_node_that_it_does_not_show() throws Exception {
        Stage stage = FxToolkit.registerPrimaryStage();
        try (DesktopWindow window = waitForAsyncFx(10_000, () -> opened(stage))) {
            Parent root = window.scene().getRoot();
            assertThat(waitForAsyncFx(10_000, () -> under(root).count())).isLessThan(NODES);
            window.accept(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
            await().until(() -> waitForAsyncFx(10_000, () -> rows(root).size()) > 4);
            assertThat(waitForAsyncFx(
                            10_000,
                            () -> rows(root).stream()
                                    .map(row -> under(row).count())
                                    .toList()))
                    .allSatisfy(nodes -> assertThat(nodes).isLessThan(NODES_OF_ROW));
        }
    }

    private static DesktopWindow opened(Stage stage) {
        DesktopWindow window = new DesktopWindow(
                Pictures.ports(Insight.NONE),
                InstantSource.fixed(Samples.NOW),
                ZoneOffset.UTC,
                Locale.ENGLISH,
                Opening.QUIET);
        window.show(stage);
        return window;
    }

    private static List<Node> rows(Parent root) {
        return under(root)
                .filter(node -> node instanceof ListCell<?> cell && cell.getItem() != null)
                .toList();
    }

    private static Stream<Node> under(Node node) {
        return Stream.concat(
                Stream.of(node),
                node instanceof Parent parent
                        ? parent.getChildrenUnmodifiable().stream().flatMap(FirstFrameSizeTest::under)
                        : Stream.of());
    }
}
