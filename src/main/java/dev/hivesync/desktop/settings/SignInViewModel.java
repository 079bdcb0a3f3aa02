package dev.hivesync.desktop.settings;

import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
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
    private final UnaryOperator<String> text;
    private final StringProperty email = new SimpleStringProperty("");
    private final StringProperty password = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper error = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private final BooleanBinding ready = Bindings.createBooleanBinding(
            () -> !busy.get() && !email.get().isBlank() && !password.get().isEmpty(), busy, email, password);

    /// @param fx runs a task on the FX thread
    /// @param text the sentence of a key
    public SignInViewModel(SignIn signIn, Executor fx, UnaryOperator<String> text) {
        this.signIn = signIn;
        this.fx = fx;
        this.text = text;
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
                        fx.execute(() -> answered(failure == null ? answer : Optional.of(SignInProblem.UNEXPECTED))));
    }

    private void answered(Optional<SignInProblem> why) {
        busy.set(false);
        error.set(why.map(SignInProblem::key).map(text).orElse(""));
        if (why.isEmpty()) {
            password.set("");
        }
    }
}
