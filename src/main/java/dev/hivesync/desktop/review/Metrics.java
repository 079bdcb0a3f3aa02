package dev.hivesync.desktop.review;

import dev.hivesync.desktop.look.Words;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// The measures that all rows of one suggestion share.
final class Metrics {

    private static final double SIZE = 12.5;
    private static final double LINE = 21;
    private static final double NUMBER_PADDING = 20;
    private static final double END = 24;

    private final Words words;
    private final double column;
    private final DoubleProperty offset = new SimpleDoubleProperty();
    private double gutter;
    private double widest;

    Metrics(Words words) {
        this.words = words;
        Text probe = new Text("0".repeat(100));
        probe.setFont(Font.font("JetBrains Mono", SIZE));
        column = probe.getLayoutBounds().getWidth() / 100;
    }

    void measure(Suggestion suggestion) {
        gutter = Math.ceil(Integer.toString(suggestion.lastLine()).length() * column + NUMBER_PADDING);
        widest = Math.ceil(suggestion.columns() * column + END);
        offset.set(0);
    }

    String cut(int characters) {
        return words.text("review.line.cut", characters);
    }

    double lineHeight() {
        return LINE;
    }

    double gutter() {
        return gutter;
    }

    /// The width of the longest line.
    double widest() {
        return widest;
    }

    /// How far all lines are moved to the left.
    DoubleProperty offset() {
        return offset;
    }
}
