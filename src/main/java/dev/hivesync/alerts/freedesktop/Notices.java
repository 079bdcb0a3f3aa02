package dev.hivesync.alerts.freedesktop;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Alert.Button;
import dev.hivesync.alerts.Outside.Listener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The session's notification server, whichever it is, with all that it shows of ours. Has a thread of its own, so
/// that a server that hangs holds nobody up. What it does not show is handed back.
final class Notices implements AutoCloseable {

    static final String NAME = "org.freedesktop.Notifications";
    static final Bus.Place SERVER = new Bus.Place(NAME, "/org/freedesktop/Notifications", NAME);
    private static final String APP = "HiveSync";
    private static final int BY_THE_SERVER = -1;
    private static final int NEVER = 0;
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private record Shown(UInt32 id, Alert alert) {}

    private final Bus bus;
    private final Supplier<Listener> listener;
    private final Map<String, Variant<?>> hints;
    private final Duration again;
    private final OneThread thread = new OneThread("notices");

    private volatile boolean ready; // written on the thread
    private volatile List<Alert> wanted = List.of();
    private ServerAbility server = new ServerAbility(Set.of()); // the thread's, as all that follows
    private final Map<String, Shown> shown = new LinkedHashMap<>();
    private final Map<String, Alert> done = new HashMap<>(); // shown and gone, or missed: never shown again
    private final List<MethodCall> unanswered = new ArrayList<>();
    private boolean told;

    /// @param hints that go with each
    /// @param again when a server that did not answer is asked anew
    Notices(Bus bus, Supplier<Listener> listener, Map<String, Variant<?>> hints, Duration again) throws BusException {
        this.bus = bus;
        this.listener = listener;
        this.hints = hints;
        this.again = again;
        bus.owner(NAME, owned -> thread.run(() -> owner(owned)));
        bus.hear(SERVER.path(), NAME, "ActionInvoked", signal -> thread.run(() -> acted(signal)));
        bus.hear(SERVER.path(), NAME, "NotificationClosed", signal -> thread.run(() -> closed(signal)));
        thread.run(this::greet);
    }

    boolean ready() {
        return ready;
    }

    void present(List<Alert> alerts) {
        wanted = alerts;
        thread.run(this::reconcile);
    }

    private void owner(boolean owned) {
        ready = false;
        List<Shown> gone = List.copyOf(shown.values());
        shown.clear();
        unanswered.clear();
        gone.forEach(notice -> over(notice.alert));
        if (owned) {
            greet();
        }
    }

    /// Finds out what the server can do; the bus starts one where it knows how.
    private void greet() {
        try {
            Object[] answer = bus.call(SERVER, "GetCapabilities", "");
            server = ServerAbility.of(answer.length == 0 ? List.of() : answer[0]);
            withdrawLate();
            ready = true;
            told = false;
            reconcile();
        } catch (BusException e) {
            unavailable(e);
        }
    }

    private void unavailable(BusException e) {
        ready = false;
        if (!told) {
            told = true;
            LOG.info("The system shows no notifications at the moment ({}); the window shows them", e.getMessage());
        }
        if (bus.connected()) {
            thread.in(again, this::retry);
        }
    }

    private void retry() {
        try {
            if (!ready && bus.owned(NAME)) {
                greet();
            }
        } catch (BusException e) {
            unavailable(e);
        }
    }

    /// What was answered after nobody waited any more is in the window by now.
    private void withdrawLate() {
        for (MethodCall call : List.copyOf(unanswered)) {
            if (call.hasReply()) {
                unanswered.remove(call);
                try {
                    Object[] id = bus.answer(call);
                    bus.tell(SERVER, "CloseNotification", "u", id);
                } catch (BusException e) {
                    LOG.debug("it was not shown late either ({})", e.getMessage());
                }
            }
        }
    }

    private void reconcile() {
        List<Alert> next = wanted;
        Set<String> keys = next.stream().map(Alert::key).collect(Collectors.toSet());
        done.keySet().retainAll(keys);
        for (Shown notice : List.copyOf(shown.values())) {
            if (!keys.contains(notice.alert.key())) {
                shown.remove(notice.alert.key());
                withdraw(notice.id);
            }
        }
        for (Alert alert : next) {
            Shown before = shown.get(alert.key());
            Alert seen = before == null ? done.get(alert.key()) : before.alert;
            if (seen == null || !alert.within(seen)) {
                show(alert, before);
            }
        }
    }

    private void withdraw(UInt32 id) {
        try {
            bus.tell(SERVER, "CloseNotification", "u", id);
        } catch (BusException e) {
            LOG.debug("nothing to withdraw ({})", e.getMessage());
        }
    }

    private void show(Alert alert, @Nullable Shown before) {
        Optional<UInt32> id = ready ? ask(alert, before == null ? new UInt32(0) : before.id) : Optional.empty();
        if (id.isPresent()) {
            shown.put(alert.key(), new Shown(id.get(), alert));
        } else {
            shown.remove(alert.key());
            done.put(alert.key(), alert);
            listener.get().missed(alert);
        }
    }

    private Optional<UInt32> ask(Alert alert, UInt32 replaces) {
        MethodCall call = null;
        try {
            call = bus.send(
                    SERVER,
                    "Notify",
                    (byte) 0,
                    "susssasa{sv}i",
                    APP,
                    replaces,
                    "",
                    alert.title(),
                    server.body(alert.text()),
                    server.actions(alert),
                    hints(alert),
                    alert.stays() ? NEVER : BY_THE_SERVER);
            Object[] answer = bus.answer(call);
            if (answer.length == 1 && answer[0] instanceof UInt32 id) {
                return Optional.of(id);
            }
            throw new BusException("the server answered something else");
        } catch (BusException e) {
            if (call != null && !call.hasReply()) {
                unanswered.add(call);
                unavailable(e);
            } else {
                LOG.info("The system did not take a notification ({}); the window shows it", e.getMessage());
            }
            return Optional.empty();
        }
    }

    private Map<String, Variant<?>> hints(Alert alert) {
        Map<String, Variant<?>> all = new HashMap<>(hints);
        byte urgency = switch (alert.priority()) {
            case LOW -> 0;
            case MEDIUM -> 1;
            case HIGH -> 2;
        };
        all.put("urgency", new Variant<>(urgency));
        return all;
    }

    private Optional<Alert> of(Object[] signal) {
        return shown.values().stream()
                .filter(notice -> signal.length == 2 && notice.id.equals(signal[0]))
                .map(Shown::alert)
                .findFirst();
    }

    private void acted(Object[] signal) {
        of(signal)
                .ifPresent(alert -> alert.buttons().stream()
                        .map(Button::action)
                        .filter(action -> ServerAbility.word(action).equals(signal[1]))
                        .forEach(action -> listener.get().acted(alert, action)));
    }

    private void closed(Object[] signal) {
        of(signal).ifPresent(alert -> {
            shown.remove(alert.key());
            over(alert);
        });
    }

    private void over(Alert alert) {
        done.put(alert.key(), alert);
        listener.get().closed(alert);
    }

    /// Withdraws what is shown, as far as that is possible at once.
    @Override
    public void close() {
        thread.run(() -> {
            shown.values().forEach(notice -> withdraw(notice.id));
            shown.clear();
        });
        thread.close();
    }
}
