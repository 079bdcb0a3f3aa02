package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.work.Errands;
import java.util.List;
import javafx.event.EventType;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// The edge between list and detail.
class DividerTest {

    private static final double USUAL = 376;

    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void it_is_drawn_and_stays_where_it_was_left() throws Exception {
        try (Pictures pictures = open(Size.USUAL)) {
            double before = detail(pictures);
            assertThat(before).isGreaterThanOrEqualTo(USUAL);
            draw(pictures, 50);
            assertThat(detail(pictures)).isEqualTo(before + 50, within(1.0));
            assertThat(preferences.now().detailWidth()).isEqualTo(before + 50, within(1.0));
            pictures.take("divider-drawn");
        }
        double left = preferences.now().detailWidth();
        try (Pictures again = open(Size.USUAL)) {
            assertThat(detail(again)).isEqualTo(left, within(1.0));
        }
    }

    @Test
    void neither_list_nor_detail_is_drawn_away() throws Exception {
        try (Pictures pictures = open(Size.USUAL)) {
            draw(pictures, 5_000);
            assertThat(width(pictures, ".list-pane")).isBetween(399.0, 401.0);
            draw(pictures, -5_000);
            assertThat(detail(pictures)).isEqualTo(344, within(1.0));
        }
    }

    @Test
    void the_arrows_move_it_and_home_puts_it_back() throws Exception {
        try (Pictures pictures = open(Size.USUAL)) {
            double before = detail(pictures);
            press(pictures, KeyCode.LEFT);
            press(pictures, KeyCode.LEFT);
            press(pictures, KeyCode.RIGHT);
            assertThat(detail(pictures)).isEqualTo(before + 16, within(1.0));
            assertThat(preferences.now().detailWidth()).isPositive();
            press(pictures, KeyCode.HOME);
            assertThat(detail(pictures)).isEqualTo(before, within(1.0));
            assertThat(preferences.now().detailWidth()).isZero();
        }
    }

    @Test
    void whoever_does_not_see_it_hears_and_moves_it() throws Exception {
        try (Pictures pictures = open(Size.USUAL)) {
            double before = detail(pictures);
            Object said = pictures.see(scene -> divider(scene).queryAccessibleAttribute(AccessibleAttribute.VALUE));
            assertThat(said).isEqualTo(before);
            pictures.then(scene -> divider(scene).executeAccessibleAction(AccessibleAction.INCREMENT));
            assertThat(detail(pictures)).isEqualTo(before + 16, within(1.0));
            pictures.then(scene -> divider(scene).executeAccessibleAction(AccessibleAction.SET_VALUE, 420.0));
            assertThat(detail(pictures)).isEqualTo(420, within(1.0));
        }
    }

    @Test
    void without_room_to_share_it_stands_still_and_forgets_nothing() throws Exception {
        preferences.change(settings -> settings.detailWidth(500));
        try (Pictures pictures = open(new Size(960, 700))) {
            double before = detail(pictures);
            assertThat(before).isGreaterThanOrEqualTo(344);
            press(pictures, KeyCode.LEFT);
            draw(pictures, 40);
            assertThat(detail(pictures)).isEqualTo(before);
            assertThat(preferences.now().detailWidth()).isEqualTo(500);
        }
    }

    @Test
    void a_detail_alone_has_all_the_room() throws Exception {
        preferences.change(settings -> settings.detailWidth(450));
        try (Pictures pictures = open(new Size(950, 700))) {
            pictures.select("job:job-8e90").press(KeyCode.ENTER);
            assertThat(visible(pictures, ".detail")).isTrue();
            assertThat(detail(pictures)).isGreaterThan(600);
            pictures.take("detail-alone");
        }
    }

    @Test
    void a_small_window_has_none() throws Exception {
        preferences.change(settings -> settings.detailWidth(900));
        try (Pictures pictures = open(Size.SMALLEST)) {
            assertThat(visible(pictures, ".divider")).isFalse();
            assertThat(visible(pictures, ".detail")).isFalse();
            pictures.resize(Size.USUAL);
            assertThat(visible(pictures, ".divider")).isTrue();
            assertThat(width(pictures, ".list-pane")).isBetween(399.0, 401.0);
        }
    }

    private Pictures open(Size size) throws Exception {
        return new Pictures(size, Errands.NONE, preferences)
                .show(Samples.present(Samples.state(Samples.LIVE, Samples.day())))
                .then(_ -> {});
    }

    private static Node divider(Scene scene) {
        return scene.lookup(".divider");
    }

    private static double detail(Pictures pictures) {
        return width(pictures, ".detail");
    }

    private static double width(Pictures pictures, String part) {
        return pictures.see(scene -> ((Region) scene.lookup(part)).getWidth());
    }

    private static boolean visible(Pictures pictures, String part) {
        return pictures.see(scene -> scene.lookup(part).isVisible());
    }

    private static void press(Pictures pictures, KeyCode code) {
        for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
            pictures.then(
                    scene -> divider(scene).fireEvent(new KeyEvent(type, "", "", code, false, false, false, false)));
        }
    }

    /// To the left, in three moves.
    private static void draw(Pictures pictures, double by) {
        mouse(pictures, MouseEvent.MOUSE_PRESSED, 0);
        for (int move = 1; move <= 3; move++) {
            mouse(pictures, MouseEvent.MOUSE_DRAGGED, -by * move / 3);
        }
        mouse(pictures, MouseEvent.MOUSE_RELEASED, -by);
    }

    private static void mouse(Pictures pictures, EventType<MouseEvent> type, double x) {
        pictures.then(scene -> divider(scene).fireEvent(Mouse.at(type, 500 + x, 300)));
    }
}
