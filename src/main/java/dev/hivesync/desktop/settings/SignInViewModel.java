package dev.hivesync.desktop.settings;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The sign-in card.
public final class SignInViewModel {

    private final SignIn signIn;
    private final Executor fx;
    private final String unexpected;
    private final StringProperty email = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private final BooleanBinding ready = Bindings.createBooleanBinding(
            () -> !busy.get() && !email.get().isBlank() && !password.get().isEmpty(), busy, email, password);

    /// @param fx runs a task on the FX thread
    /// @param unexpected the sentence for a failure that has none of its own
    public SignInViewModel(SignIn signIn, Executor fx, String unexpected) {
        this.signIn = signIn;
        this.fx = fx;
        this.unexpected = unexpected;
    }

    public StringProperty emailProperty() {
        return email;
    }

    public StringProperty passwordProperty() {
        return password;
    }

    public ReadOnlyStringProperty errorProperty() {
        return error.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// Whether there is something to submit.
    public BooleanBinding readyBinding() {
        return ready;
    }

    public void submit() {
        if (!ready.get()) {
            return;
        }
        busy.set(true);
        error.set("");
        var _ = signIn.signIn(email.get().strip(), password.get())
                .whenComplete((answer, failure) ->
                        fx.execute(() -> answered(failure == null ? answer : Optional.of(unexpected))));
    }

    private void answered(Optional<String> sentence) {
        busy.set(false);
        error.set(sentence.orElse(""));
        if (sentence.isEmpty()) {
            password.set("");
        }
    }
}
