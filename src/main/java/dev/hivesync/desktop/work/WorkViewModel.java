package dev.hivesync.desktop.work;

import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Order;
import dev.hivesync.desktop.board.Runs;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.wire.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// Work that the user has asked for from here. One order is under way once, whichever row, toast or banner asked.
public final class WorkViewModel {

    /// When no worker has said a word for so long, the user may ask anew.
    private static final Duration UNHEARD_OF = Duration.ofMinutes(2);

    private final Jobs jobs;
    private final Executor fx;
    private final InstantSource clock;
    private final ReadOnlyObjectWrapper<Map<Order, Progress>> progress = new ReadOnlyObjectWrapper<>(Map.of());
    private final ReadOnlyObjectWrapper<Connection> connection = new ReadOnlyObjectWrapper<>(Connection.OFFLINE);
    private Runs runs = Runs.NONE;

    /// @param fx runs tasks on the FX thread
    public WorkViewModel(Jobs jobs, Executor fx, InstantSource clock) {
        this.jobs = jobs;
        this.fx = fx;
        this.clock = clock;
    }

    public void apply(Board board) {
        runs = board.runs();
        connection.set(board.state().link().connection());
        Map<Order, Progress> next = new HashMap<>(progress.get());
        next.entrySet().removeIf(entry -> over(entry.getKey(), entry.getValue(), board));
        show(next);
    }

    private static boolean over(Order order, Progress progress, Board board) {
        return switch (progress) {
            case Progress.Asking _ -> false;
            case Progress.Queued(var id, var at) ->
                board.threads().containsKey(order.thread(id))
                        || at.plus(UNHEARD_OF).isBefore(board.now());
            case Progress.Failed(var _, var at) ->
                Optional.ofNullable(board.runs().latest().get(order))
                        .filter(run -> run.latest().arrivedAt().isAfter(at))
                        .isPresent();
        };
    }

    /// Why the thread's work cannot be asked for once more now, as the key of a sentence; empty where it can.
    public Optional<String> obstacle(ThreadRow thread) {
        return Order.again(thread).map(this::obstacle).orElseGet(() -> Optional.of("work.obstacle.none"));
    }

    private Optional<String> obstacle(Order order) {
        Progress known = progress.get().get(order);
        if (known instanceof Progress.Asking) {
            return Optional.of("work.asking");
        }
        if (known instanceof Progress.Queued) {
            return Optional.of("work.queued");
        }
        if (Optional.ofNullable(runs.latest().get(order))
                .filter(run -> run.running(clock.instant()))
                .isPresent()) {
            return Optional.of("work.obstacle.running");
        }
        return switch (connection.get()) {
            case LIVE, POLLING -> Optional.empty();
            case OFFLINE -> Optional.of("work.obstacle.offline");
            case SIGNED_OUT -> Optional.of("work.obstacle.signed_out");
        };
    }

    /// Asks for the thread's work once more; nothing happens where there is an obstacle.
    public void again(ThreadRow thread) {
        Order.again(thread).filter(order -> obstacle(order).isEmpty()).ifPresent(this::ask);
    }

    private void ask(Order order) {
        put(order, new Progress.Asking());
        var _ = jobs.order(order).thenAcceptAsync(answer -> answered(order, answer), fx);
    }

    private void answered(Order order, Answer<String> answer) {
        put(
                order,
                switch (answer) {
                    case Answer.Done<String>(var id) -> new Progress.Queued(id, clock.instant());
                    case Answer.Failed<String>(var why) -> new Progress.Failed(why, clock.instant());
                });
    }

    private void put(Order order, Progress value) {
        Map<Order, Progress> next = new HashMap<>(progress.get());
        next.put(order, value);
        show(next);
    }

    private void show(Map<Order, Progress> next) {
        if (!next.equals(progress.get())) {
            progress.set(Map.copyOf(next));
        }
    }

    /// What became of the thread's work, where it was asked for once more.
    public Optional<Progress> progress(ThreadRow thread) {
        return Order.again(thread)
                .filter(_ -> runs.after(thread).isEmpty())
                .flatMap(order -> Optional.ofNullable(progress.get().get(order)));
    }

    public Runs runs() {
        return runs;
    }

    public Instant now() {
        return clock.instant();
    }

    public ReadOnlyObjectProperty<Map<Order, Progress>> progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Connection> connectionProperty() {
        return connection.getReadOnlyProperty();
    }
}
