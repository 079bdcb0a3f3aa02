package dev.hivesync.desktop.center;

import dev.hivesync.attention.Preferences;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/// How list and detail share their room.
public final class PanesViewModel {

    /// What the list keeps: its search field has room for what it is called.
    static final double LIST_LEAST = 400;

    /// As the style sheet has it.
    static final double DETAIL_LEAST = 344;

    private final Preferences preferences;
    private final ReadOnlyDoubleWrapper detail;

    PanesViewModel(Preferences preferences) {
        this.preferences = preferences;
        detail = new ReadOnlyDoubleWrapper(preferences.now().detailWidth());
    }

    /// What the user gave the detail, in pixels; 0 where it takes what it usually does.
    ReadOnlyDoubleProperty detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /// What the detail takes of so much room; 0 where it takes what it usually does.
    double detailOf(double room) {
        return detail.get() > 0 ? fit(detail.get(), room) : 0;
    }

    private static double fit(double width, double room) {
        return Math.clamp(width, DETAIL_LEAST, most(room));
    }

    /// What the detail may have of so much room.
    static double most(double room) {
        return Math.max(DETAIL_LEAST, room - LIST_LEAST);
    }

    /// While it is moved. Where there is no room to share, what was chosen in a wider window stays.
    void give(double width, double room) {
        if (room > LIST_LEAST + DETAIL_LEAST) {
            detail.set(fit(width, room));
        }
    }

    void usual() {
        detail.set(0);
        keep();
    }

    /// For the next time that the window opens.
    void keep() {
        double chosen = Math.rint(detail.get());
        if (chosen != preferences.now().detailWidth()) {
            preferences.change(settings -> settings.detailWidth(chosen));
        }
    }
}
