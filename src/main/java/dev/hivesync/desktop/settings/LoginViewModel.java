package dev.hivesync.desktop.settings;

import dev.hivesync.desktop.settings.LoginStart.Standing;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Start at login: how it stands, and the wish that it stood otherwise. The FX thread's.
public final class LoginViewModel {

    private final LoginStart login;
    private final Executor fx;
    private final ReadOnlyObjectWrapper<Standing> standing = new ReadOnlyObjectWrapper<>(Standing.NOT_INSTALLED);

    /// Tells the answer to the last question from those before.
    private int asked;

    /// @param fx runs a task on the FX thread
    public LoginViewModel(LoginStart login, Executor fx) {
        this.login = login;
        this.fx = fx;
    }

    /// Looks how it stands: somebody may have changed it in the system's own settings.
    public void look() {
        take(login.now());
    }

    void set(boolean on) {
        if (on != (standing.get() == Standing.ON)) {
            take(login.set(on));
        }
    }

    private void take(CompletionStage<Standing> answer) {
        asked++;
        int own = asked;
        var _ = answer.whenComplete((now, failure) -> fx.execute(() -> {
            if (own == asked) {
                Standing next = failure == null ? now : Standing.REFUSED;
                if (next == standing.get()) {
                    // What was switched in vain springs back.
                    standing.set(Standing.NOT_INSTALLED);
                }
                standing.set(next);
            }
        }));
    }

    ReadOnlyObjectProperty<Standing> standingProperty() {
        return standing.getReadOnlyProperty();
    }
}
