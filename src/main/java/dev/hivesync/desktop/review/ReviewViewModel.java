package dev.hivesync.desktop.review;

import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Runs;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Clean;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.Failure;
import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.Connection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/// The Review panel: which suggestion is shown, and what the user wants done with it.
public final class ReviewViewModel {

    private static final int LONGEST_NAME = 24;

    private final Errands errands;
    private final Executor fx;
    private final Executor aside;
    private final Consumer<ThreadRow> markRead;
    private final Consumer<String> clipboard;
    private final ReadOnlyObjectWrapper<ReviewState> state = new ReadOnlyObjectWrapper<>(new ReviewState.Closed());
    private final ReadOnlyObjectWrapper<Optional<Stale>> stale = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<List<String>> editors = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<Optional<Remark>> remark = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Reading reading = new Reading();
    private final ReadOnlyIntegerWrapper openings = new ReadOnlyIntegerWrapper();
    private final BooleanProperty typing = new SimpleBooleanProperty();
    private Runs runs = Runs.NONE;
    private List<ConnectedPlugin> plugins = List.of();
    private Connection connection = Connection.OFFLINE;
    private int asked; // counts openings: an answer to an earlier one is dropped
    private int remarks;

    /// @param fx runs tasks on the FX thread
    /// @param aside runs tasks that take long, on no thread that others wait for
    public ReviewViewModel(
            Errands errands, Executor fx, Executor aside, Consumer<ThreadRow> markRead, Consumer<String> clipboard) {
        this.errands = errands;
        this.fx = fx;
        this.aside = aside;
        this.markRead = markRead;
        this.clipboard = clipboard;
    }

    /// @param changes since the board before; a suggestion that arrives opens by itself where the user chose so
    public void apply(Board board, List<Change> changes) {
        runs = board.runs();
        plugins = board.state().plugins();
        boolean back = !connected() && board.state().link().connected();
        connection = board.state().link().connection();
        state.get()
                .about()
                .ifPresent(subject ->
                        follow(subject, board.threads().get(subject.thread().key())));
        if (back && state.get() instanceof ReviewState.Failed(var _, var why) && why == Failure.UNREACHABLE) {
            reload();
        }
        if (!isOpen() && !typing.get() && errands.reviewsOpen().getAsBoolean()) {
            changes.reversed().stream()
                    .flatMap(change -> change instanceof Change.Arrived(var entry) && !entry.read()
                            ? Optional.ofNullable(board.threads().get(ThreadRow.keyOf(entry))).stream()
                            : Optional.<ThreadRow>empty().stream())
                    .flatMap(thread -> Subject.of(thread).stream())
                    .findFirst()
                    .ifPresent(subject -> open(subject.thread()));
        }
    }

    private boolean connected() {
        return connection == Connection.LIVE || connection == Connection.POLLING;
    }

    /// The thread may have been read, or belong to someone who has signed out.
    private void follow(Subject subject, @Nullable ThreadRow now) {
        if (now == null || connection == Connection.SIGNED_OUT) {
            close();
        } else {
            judge(new Subject(now, subject.job()));
        }
    }

    private void judge(Subject subject) {
        stale.set(Stale.of(subject.thread(), runs));
        editors.set(plugins.stream()
                .filter(plugin -> plugin.projects().contains(subject.job().projectId()))
                .map(plugin -> Clean.brief(plugin.client(), LONGEST_NAME))
                .toList());
    }

    /// Shows a finished job's suggestion; for any other thread nothing happens.
    public void open(ThreadRow thread) {
        Subject.of(thread).ifPresent(subject -> {
            load(subject);
            openings.set(openings.get() + 1);
        });
    }

    private void load(Subject subject) {
        int mine = ++asked;
        judge(subject);
        remark.set(Optional.empty());
        reading.clear();
        state.set(new ReviewState.Loading(subject));
        var _ = errands.jobs()
                .find(subject.job().jobId())
                .thenApplyAsync(answer -> ReviewState.of(subject, answer), aside)
                .exceptionally(failure -> ReviewState.broken(subject, failure))
                .thenAcceptAsync(next -> loaded(mine, next), fx);
    }

    private void loaded(int mine, ReviewState next) {
        if (mine == asked) {
            if (next instanceof ReviewState.Shown shown) {
                reading.show(shown.suggestion());
            }
            state.set(next);
        }
    }

    /// Asks again after a failure.
    public void reload() {
        state.get().about().ifPresent(this::load);
    }

    /// Shows the suggestion that has made this one stale.
    public void openNewer() {
        stale.get().ifPresent(why -> {
            if (why instanceof Stale.Newer(var thread)) {
                open(thread);
            }
        });
    }

    public void close() {
        asked++;
        reading.clear();
        state.set(new ReviewState.Closed());
    }

    /// The user is done with it: read, and off the screen.
    public void dismiss() {
        state.get().about().ifPresent(subject -> {
            close();
            markRead.accept(subject.thread());
        });
    }

    public void copyFile(int index) {
        reading.suggestion().ifPresent(shown -> copy(shown.files().get(index).after(), "review.copied.file"));
    }

    /// The suggested lines of the change that is being looked at; of its file where that is none.
    public void copyChange() {
        reading.change().ifPresent(text -> copy(text, "review.copied.change"));
    }

    /// The suggested text of the file that is being looked at.
    public void copyFile() {
        reading.file().ifPresent(this::copyFile);
    }

    private void copy(String text, String key) {
        if (text.isEmpty()) {
            say("review.copied.nothing");
        } else {
            clipboard.accept(text);
            say(key, Lines.count(text));
        }
    }

    /// Sends the suggestion to the editor that has its project.
    public void openInEditor() {
        state.get().about().ifPresent(subject -> {
            Entry latest = subject.thread().latest();
            OpenReview review = new OpenReview(
                    subject.job().jobId(),
                    subject.job().projectId(),
                    subject.job().action(),
                    latest.id());
            errands.editors()
                    .open(review)
                    .ifPresentOrElse(
                            client -> say("review.editor.sent", Clean.brief(client, LONGEST_NAME)),
                            () -> say("review.editor.none"));
        });
    }

    private void say(String key, Object... arguments) {
        remark.set(Optional.of(new Remark(key, List.of(arguments), ++remarks)));
    }

    public Reading reading() {
        return reading;
    }

    public boolean isOpen() {
        return !(state.get() instanceof ReviewState.Closed);
    }

    public ObservableValue<Boolean> openedValue() {
        return state.map(_ -> isOpen());
    }

    /// Whether the user is writing somewhere, or has a dialog or the settings open: then nothing opens by itself.
    public BooleanProperty typingProperty() {
        return typing;
    }

    /// Changes each time a suggestion was opened.
    ReadOnlyIntegerProperty openingsProperty() {
        return openings.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ReviewState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Stale>> staleProperty() {
        return stale.getReadOnlyProperty();
    }

    /// The names of the editors that have the project; empty where none has.
    ReadOnlyObjectProperty<List<String>> editorsProperty() {
        return editors.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<Remark>> remarkProperty() {
        return remark.getReadOnlyProperty();
    }
}
