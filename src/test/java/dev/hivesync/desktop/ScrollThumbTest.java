package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.inbox.Entry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Bounds;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// The thumb of the list's scroll bar, which would be a few pixels high where there are many rows.
class ScrollThumbTest {

    /// In pixels.
    private static final double LEAST = 32;

    private static final double BREADTH = 8;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void with_many_rows_it_can_still_be_seen_and_taken_wherever_the_list_stands() throws Exception {
        List<Entry> entries = IntStream.range(0, 5_000)
                .mapToObj(
                        i -> Samples.job("r" + i, "completed", "job-" + i, "write_tests", Duration.ofSeconds(i), true))
                .toList();
        try (Pictures pictures = new Pictures(Size.SMALLEST, Errands.NONE)) {
            pictures.show(Samples.present(Samples.state(Samples.LIVE, entries)));
            for (int row : new int[] {0, 2_500, 100_000}) {
                pictures.then(scene -> list(scene).scrollTo(row)).take("scroll-" + row);
                assertThat(pictures.see(ScrollThumbTest::thumb))
                        .as("at row " + row)
                        .satisfies(thumb -> {
                            Bounds drawn = thumb.getBoundsInParent();
                            assertThat(drawn.getHeight()).isGreaterThanOrEqualTo(LEAST);
                            assertThat(drawn.getMinY()).isGreaterThanOrEqualTo(0);
                            assertThat(drawn.getMaxY())
                                    .isLessThanOrEqualTo(
                                            thumb.getParent().getLayoutBounds().getHeight());
                            Bounds own = thumb.getLayoutBounds();
                            assertThat(thumb.contains(BREADTH / 2, own.getMinY() + 1))
                                    .isTrue();
                            assertThat(thumb.contains(BREADTH / 2, own.getMaxY() - 1))
                                    .isTrue();
                        });
            }
            assertThat(pictures.see(ScrollThumbTest::bar).getValue()).isGreaterThan(0.99);
        }
    }

    private static ListView<?> list(Scene scene) {
        return (ListView<?>) scene.lookup(".threads");
    }

    private static ScrollBar bar(Scene scene) {
        return list(scene).lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
                .findFirst()
                .orElseThrow();
    }

    private static Region thumb(Scene scene) {
        return (Region) bar(scene).lookup(".thumb");
    }
}
