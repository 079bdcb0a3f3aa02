package dev.hivesync.desktop.settings;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.css.PseudoClass;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/// A time of day, typed; up and down move it by a quarter of an hour. What is no time changes nothing.
final class TimeField extends TextField {

    private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("HH:mm");
    private static final Pattern TYPED = Pattern.compile("\\s*(\\d{1,2})(?:[:.h]?(\\d{2}))?\\s*");
    private static final int STEP = 15;

    private final Consumer<LocalTime> set;
    private LocalTime shown = LocalTime.MIDNIGHT;

    TimeField(Consumer<LocalTime> set) {
        this.set = set;
        getStyleClass().add("time-field");
        setPrefColumnCount(5);
        textProperty()
                .addListener(
                        _ -> pseudoClassStateChanged(WRONG, typed(getText()).isEmpty()));
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

    /// "7", "7:30", "730" and "07.30" are all times.
    static Optional<LocalTime> typed(String text) {
        Matcher parts = TYPED.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            String minutes = parts.group(2);
            return Optional.of(
                    LocalTime.of(Integer.parseInt(parts.group(1)), minutes == null ? 0 : Integer.parseInt(minutes)));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    void show(LocalTime time) {
        if (!time.equals(shown) || getText().isEmpty()) {
            shown = time;
            setText(FORMAT.format(time));
        }
    }

    private void step(int minutes) {
        set.accept(typed(getText()).orElse(shown).plusMinutes(minutes));
    }

    private void commit() {
        Optional<LocalTime> time = typed(getText());
        time.filter(next -> !next.equals(shown)).ifPresent(set);
        setText(FORMAT.format(time.orElse(shown)));
    }
}
