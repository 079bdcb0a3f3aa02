package dev.hivesync.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.server.store.Changed;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Who is too slow: not whoever is behind for a moment.
class LiveListenerTest {

    private final List<Callback> unread = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final NavigableMap<Duration, List<Runnable>> due = new TreeMap<>();
    private final LiveListener listener = new LiveListener(session(), this::later);
    private Duration now = Duration.ZERO;
    private int revision;

    private Session session() {
        return (Session) Proxy.newProxyInstance(
                Session.class.getClassLoader(), new Class<?>[] {Session.class}, (_, method, arguments) -> {
                    switch (method.getName()) {
                        case "isOpen" -> {
                            return true;
                        }
                        case "sendText" -> unread.add((Callback) Objects.requireNonNull(arguments)[1]);
                        case "close" -> told.add("close " + Objects.requireNonNull(arguments)[0]);
                        case "disconnect" -> told.add("disconnect");
                        default -> throw new UnsupportedOperationException(method.getName());
                    }
                    return nothing();
                });
    }

    private static @Nullable Object nothing() {
        return null;
    }

    private void later(Runnable task, Duration wait) {
        due.computeIfAbsent(now.plus(wait), _ -> new ArrayList<>()).add(task);
    }

    private void pass(Duration time) {
        Duration end = now.plus(time);
        while (!due.isEmpty() && due.firstKey().compareTo(end) <= 0) {
            now = due.firstKey();
            due.pollFirstEntry().getValue().forEach(Runnable::run);
        }
        now = end;
    }

    private void burst(int frames) {
        for (int i = 0; i < frames; i++) {
            listener.accept(new Changed("u-1", ++revision, null));
        }
    }

    private void read(int frames) {
        for (int i = 0; i < frames; i++) {
            unread.removeFirst().succeed();
        }
    }

    @Test
    void a_burst_that_is_read_in_time_ends_nothing() {
        for (int round = 0; round < 40; round++) {
            burst(LiveListener.MOST - 1);
            pass(LiveListener.PATIENCE.dividedBy(20));
            read(LiveListener.MOST - 1);
        }
        assertThat(told).isEmpty();
        burst(1);
        assertThat(unread).hasSize(1);
    }

    @Test
    void whoever_leaves_many_unread_for_a_while_is_cut_off() {
        burst(LiveListener.MANY);
        pass(LiveListener.PATIENCE.minusMillis(1));
        assertThat(told).isEmpty();
        pass(LiveListener.LINGER.plusMillis(1));
        assertThat(told).containsExactly("close " + LiveListener.TRY_AGAIN_LATER, "disconnect");
        burst(1);
        assertThat(unread).as("nothing more is sent").hasSize(LiveListener.MANY);
    }

    @Test
    void nor_does_it_help_to_read_a_little() {
        burst(LiveListener.MANY + 100);
        read(50);
        pass(LiveListener.PATIENCE);
        assertThat(told).startsWith("close " + LiveListener.TRY_AGAIN_LATER);
    }

    @Test
    void fewer_may_wait() {
        burst(LiveListener.MANY - 1);
        pass(LiveListener.PATIENCE.plusSeconds(1));
        assertThat(told).isEmpty();
    }

    @Test
    void most_are_too_many_at_once() {
        burst(LiveListener.MOST + 10);
        assertThat(told).startsWith("close " + LiveListener.TRY_AGAIN_LATER);
        assertThat(unread).hasSize(LiveListener.MOST - 1);
        pass(LiveListener.LINGER);
        assertThat(told).as("once").containsExactly("close " + LiveListener.TRY_AGAIN_LATER, "disconnect");
    }
}
