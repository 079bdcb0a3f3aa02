package dev.hivesync.alerts.freedesktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// A notification server on a real bus that keeps what it is asked, and can hang or refuse.
public final class NotificationServer implements AutoCloseable {

    /// One call of the program under test.
    public sealed interface Call {}

    public record Notify(
            long id,
            long replaces,
            String app,
            String title,
            String body,
            List<String> actions,
            Map<String, Variant<?>> hints,
            int timeout)
            implements Call {}

    public record Close(long id) implements Call {}

    @DBusInterfaceName("org.freedesktop.Notifications")
    public interface Face extends DBusInterface {
        UInt32 Notify(
                String app,
                UInt32 replaces,
                String icon,
                String title,
                String body,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int timeout);

        void CloseNotification(UInt32 id);

        List<String> GetCapabilities();
    }

    private final DBusConnection connection;
    private final List<String> capabilities;
    private final AtomicLong ids = new AtomicLong();
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    private final List<Call> all = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch hanging = new CountDownLatch(0);
    private volatile boolean refusing;
    private volatile boolean inhibited;

    public NotificationServer(String address, String... capabilities) throws DBusException {
        this.capabilities = List.of(capabilities);
        connection = DBusConnectionBuilder.forAddress(address)
                .withShared(false)
                .receivingThreadConfig()
                .withMethodCallThreadCount(1)
                .connectionConfig()
                .build();
        connection.exportObject(Notices.SERVER.path(), new Served());
        connection.requestBusName(Notices.NAME);
    }

    /// What the bus calls.
    private final class Served implements Face, Properties {

        @Override
        public UInt32 Notify(
                String app,
                UInt32 replaces,
                String icon,
                String title,
                String body,
                List<String> actions,
                Map<String, Variant<?>> hints,
                int timeout) {
            waitWhileHanging();
            if (refusing) {
                throw new DBusExecutionException("too many");
            }
            long id = replaces.longValue() == 0 ? ids.incrementAndGet() : replaces.longValue();
            keep(new NotificationServer.Notify(id, replaces.longValue(), app, title, body, actions, hints, timeout));
            return new UInt32(id);
        }

        @Override
        public void CloseNotification(UInt32 id) {
            waitWhileHanging();
            keep(new Close(id.longValue()));
        }

        @Override
        public List<String> GetCapabilities() {
            waitWhileHanging();
            return capabilities;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <A> A Get(String face, String name) {
            if (face.equals(Notices.NAME) && name.equals("Inhibited")) {
                return (A) Boolean.valueOf(inhibited);
            }
            throw new DBusExecutionException("no such property");
        }

        @Override
        public <A> void Set(String face, String name, A value) {}

        @Override
        public Map<String, Variant<?>> GetAll(String face) {
            return Map.of("Inhibited", new Variant<>(inhibited));
        }

        @Override
        public String getObjectPath() {
            return Notices.SERVER.path();
        }

        @Override
        public boolean isRemote() {
            return false;
        }
    }

    private void waitWhileHanging() {
        try {
            assertThat(hanging.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep(Call call) {
        all.add(call);
        calls.add(call);
    }

    /// The next call that came in and was not taken yet.
    Call next() throws InterruptedException {
        Call call = calls.poll(20, TimeUnit.SECONDS);
        assertThat(call).as("a call of the program").isNotNull();
        return java.util.Objects.requireNonNull(call);
    }

    public Notify nextNotify() throws InterruptedException {
        Call call = next();
        assertThat(call).isInstanceOf(Notify.class);
        return (Notify) call;
    }

    public List<Call> calls() {
        return all;
    }

    void hang() {
        hanging = new CountDownLatch(1);
    }

    void goOn() {
        hanging.countDown();
    }

    void refuse(boolean on) {
        refusing = on;
    }

    void inhibit(boolean on) throws DBusException {
        inhibited = on;
        send(
                "org.freedesktop.DBus.Properties",
                "PropertiesChanged",
                "sa{sv}as",
                Notices.NAME,
                Map.of("Inhibited", new Variant<>(on)),
                List.of());
    }

    void act(long id, String action) throws DBusException {
        send(Notices.NAME, "ActionInvoked", "us", new UInt32(id), action);
    }

    void closedByTheUser(long id) throws DBusException {
        send(Notices.NAME, "NotificationClosed", "uu", new UInt32(id), new UInt32(2));
    }

    private void send(String face, String name, String signature, Object... arguments) throws DBusException {
        connection.sendMessage(connection
                .getMessageFactory()
                .createSignal(connection.getUniqueName(), Notices.SERVER.path(), face, name, signature, arguments));
    }

    @Override
    public void close() throws IOException, DBusException {
        hanging.countDown();
        connection.releaseBusName(Notices.NAME);
        connection.close();
    }
}
