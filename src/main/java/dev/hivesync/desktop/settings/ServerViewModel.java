package dev.hivesync.desktop.settings;

import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The first steps: a server, then a sign-in, then what to expect. Later: another server.
public final class ServerViewModel {

    /// Which card is up.
    public enum Step {
        NONE,
        SERVER,
        SIGN_IN,
        SET
    }

    private final Servers servers;
    private final Executor fx;
    private final StringProperty address;
    private final ReadOnlyObjectWrapper<Step> step;
    private final ReadOnlyObjectWrapper<Optional<ServerProblem>> problem =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
    private final BooleanBinding ready;

    /// @param fx runs a task on the FX thread
    public ServerViewModel(Servers servers, Executor fx) {
        this.servers = servers;
        this.fx = fx;
        address = new SimpleStringProperty(servers.current().orElse(""));
        ready = Bindings.createBooleanBinding(
                () -> !busy.get() && !address.get().isBlank(), busy, address);
        boolean first = servers.changeable() && servers.current().isEmpty();
        step = new ReadOnlyObjectWrapper<>(first ? Step.SERVER : Step.NONE);
        address.subscribe(_ -> problem.set(Optional.empty()));
    }

    public StringProperty addressProperty() {
        return address;
    }

    public ReadOnlyObjectProperty<Step> stepProperty() {
        return step.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Optional<ServerProblem>> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    public BooleanBinding readyBinding() {
        return ready;
    }

    public boolean changeable() {
        return servers.changeable();
    }

    /// Whether there is a server to go back to.
    boolean replaces() {
        return servers.current().isPresent();
    }

    /// The user wants another server; nothing changes before one is found.
    public void change() {
        address.set(servers.current().orElse(""));
        step.set(Step.SERVER);
    }

    public void cancel() {
        if (replaces() && !busy.get()) {
            step.set(Step.NONE);
        }
    }

    /// Tests the address, and takes it where that goes well.
    public void submit() {
        if (!ready.get()) {
            return;
        }
        busy.set(true);
        problem.set(Optional.empty());
        var _ = servers.use(address.get().strip())
                .whenComplete((why, failure) ->
                        fx.execute(() -> answered(failure == null ? why : Optional.of(ServerProblem.UNREACHABLE))));
    }

    private void answered(Optional<ServerProblem> why) {
        busy.set(false);
        problem.set(why);
        if (why.isEmpty()) {
            step.set(Step.SIGN_IN);
        }
    }

    /// Somebody has signed in.
    public void signedIn() {
        if (step.get() == Step.SIGN_IN) {
            step.set(Step.SET);
        }
    }

    /// What to expect has been read.
    public void done() {
        step.set(Step.NONE);
    }
}
