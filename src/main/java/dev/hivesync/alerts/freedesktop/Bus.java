package dev.hivesync.alerts.freedesktop;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.IDisconnectCallback;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.matchrules.DBusMatchRuleBuilder;
import org.freedesktop.dbus.messages.DBusSignal;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.Variant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One connection to the session's bus.
final class Bus implements AutoCloseable {

    /// Where something on the bus is found.
    record Place(String name, String path, String face) {}

    private static final String DAEMON = "org.freedesktop.DBus";
    private static final Place PEERS = new Place(DAEMON, "/org/freedesktop/DBus", DAEMON);
    private static final Object[] NOTHING = {};
    private static final byte NO_REPLY = 1;
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);

    private final DBusConnection connection;
    private final Duration patience;

    /// @param address may be nonsense: `disabled:` is one that says there is no bus
    /// @param patience how long an answer may take
    /// @param lost called when the bus goes away
    Bus(String address, Duration patience, Runnable lost) throws BusException {
        this.patience = patience;
        try {
            connection = DBusConnectionBuilder.forAddress(address)
                    .withShared(false)
                    .withDisconnectCallback(new IDisconnectCallback() {
                        @Override
                        public void disconnectOnError(IOException e) {
                            lost.run();
                        }
                    })
                    .build();
        } catch (DBusException | RuntimeException e) {
            throw new BusException("there is no session bus", e);
        }
    }

    /// Calls and waits for the answer.
    Object[] call(Place place, String method, String signature, Object... arguments) throws BusException {
        MethodCall call = send(place, method, (byte) 0, signature, arguments);
        return answer(call);
    }

    /// Calls and does not care for the answer.
    void tell(Place place, String method, String signature, Object... arguments) throws BusException {
        send(place, method, NO_REPLY, signature, arguments);
    }

    /// The answer to a call that was sent.
    Object[] answer(MethodCall call) throws BusException {
        Message reply = call.getReply(patience.toMillis());
        if (reply == null) {
            throw new BusException("no answer to " + call.getName());
        }
        return parameters(reply);
    }

    static Object[] parameters(Message reply) throws BusException {
        if (reply instanceof Error) {
            throw new BusException("refused: " + reply.getName());
        }
        try {
            return requireNonNullElse(reply.getParameters(), NOTHING);
        } catch (DBusException e) {
            throw new BusException("an answer that cannot be read", e);
        }
    }

    MethodCall send(Place place, String method, byte flags, String signature, Object... arguments) throws BusException {
        try {
            MethodCall call = connection
                    .getMessageFactory()
                    .createMethodCall(
                            null,
                            place.name,
                            place.path,
                            place.face,
                            method,
                            flags,
                            signature.isEmpty() ? null : signature,
                            arguments);
            connection.sendMessage(call);
            return call;
        } catch (DBusException | DBusExecutionException e) {
            throw new BusException(method + " could not be sent", e);
        }
    }

    /// A property's value.
    Object property(Place place, String property) throws BusException {
        Place properties = new Place(place.name, place.path, "org.freedesktop.DBus.Properties");
        Object[] value = call(properties, "Get", "ss", place.face, property);
        return value.length == 1 && value[0] instanceof Variant<?> variant ? variant.getValue() : NOTHING;
    }

    void signal(String path, String face, String name, String signature, Object... arguments) throws BusException {
        try {
            connection.sendMessage(connection
                    .getMessageFactory()
                    .createSignal(
                            connection.getUniqueName(),
                            path,
                            face,
                            name,
                            signature.isEmpty() ? null : signature,
                            arguments));
        } catch (DBusException | DBusExecutionException e) {
            throw new BusException(name + " could not be sent", e);
        }
    }

    /// Hears of a signal's parameters, on a thread of the connection.
    void hear(String path, String face, String name, Consumer<Object[]> listener) throws BusException {
        try {
            var _ = connection.addGenericSigHandler(
                    DBusMatchRuleBuilder.create()
                            .withType("signal")
                            .withPath(path)
                            .withInterface(face)
                            .withMember(name)
                            .build(),
                    (DBusSignal signal) -> heard(signal, listener));
        } catch (DBusException | DBusExecutionException e) {
            throw new BusException(name + " cannot be listened to", e);
        }
    }

    private static void heard(DBusSignal signal, Consumer<Object[]> listener) {
        try {
            listener.accept(requireNonNullElse(signal.getParameters(), NOTHING));
        } catch (DBusException _) {
            LOG.debug("a signal that cannot be read");
        }
    }

    /// Hears when `name` has an owner and when it has none.
    void owner(String name, Consumer<Boolean> listener) throws BusException {
        hear(PEERS.path, DAEMON, "NameOwnerChanged", change -> {
            if (change.length == 3 && name.equals(change[0])) {
                listener.accept(!"".equals(change[2]));
            }
        });
    }

    boolean owned(String name) throws BusException {
        return Boolean.TRUE.equals(call(PEERS, "NameHasOwner", "s", name)[0]);
    }

    void export(String path, DBusInterface object) throws BusException {
        try {
            connection.exportObject(path, object);
        } catch (DBusException | DBusExecutionException e) {
            throw new BusException(path + " cannot be offered", e);
        }
    }

    void request(String name) throws BusException {
        try {
            connection.requestBusName(name);
        } catch (DBusException | DBusExecutionException e) {
            throw new BusException("this name cannot be had", e);
        }
    }

    /// Waits until all that was sent has reached the bus.
    private void flush() {
        try {
            owned(DAEMON);
        } catch (BusException e) {
            LOG.debug("the bus was gone already ({})", e.getMessage());
        }
    }

    boolean connected() {
        return connection.isConnected();
    }

    @Override
    public void close() {
        if (connection.isConnected()) {
            flush();
        }
        try {
            connection.close();
        } catch (IOException | DBusExecutionException _) {
            LOG.debug("the bus was gone already");
        }
    }
}
