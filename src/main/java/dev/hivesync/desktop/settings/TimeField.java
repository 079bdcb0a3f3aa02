package dev.hivesync.desktop.settings;

import java.time.LocalTime;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A time of day, typed; up and down move it by a quarter of an hour. What is no time changes nothing.
final class TimeField extends TextField {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final int STEP = 15;

    private final Function<LocalTime, String> format;
    private final Consumer<LocalTime> set;
    private LocalTime shown = LocalTime.MIDNIGHT;

    /// @param format says a time as the region has it
    TimeField(Function<LocalTime, String> format, Consumer<LocalTime> set) {
        this.format = format;
        this.set = set;
        getStyleClass().add("time-field");
        setPrefColumnCount(8);
        textProperty()
                .addListener(_ ->
                        pseudoClassStateChanged(WRONG, TypedTime.of(getText()).isEmpty()));
        setOnAction(_ -> commit());
        focusedProperty().subscribe(focused -> {
            if (!focused) {
                commit();
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.UP || event.getCode() == KeyCode.DOWN) {
                step(event.getCode() == KeyCode.UP ? STEP : -STEP);
                event.consume();
            }
        });
    }

    void show(LocalTime time) {
        if (!time.equals(shown) || getText().isEmpty()) {
            shown = time;
            setText(format.apply(time));
        }
    }

    private void step(int minutes) {
        set.accept(TypedTime.of(getText()).orElse(shown).plusMinutes(minutes));
    }

    private void commit() {
        Optional<LocalTime> time = TypedTime.of(getText());
        time.filter(next -> !next.equals(shown)).ifPresent(set);
        setText(format.apply(time.orElse(shown)));
    }
}
