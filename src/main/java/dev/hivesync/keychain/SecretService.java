package dev.hivesync.keychain;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.exceptions.DBusExecutionException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.DBusMapType;
import org.freedesktop.dbus.types.Variant;

/// The freedesktop Secret Service (GNOME Keyring, KWallet, KeePassXC) on the session bus, in the user's default
/// collection. Never asks the user to unlock anything: a locked collection counts as none.
///
/// Secrets cross the session bus as they are; its socket belongs to the user alone. Each call has a connection of
/// its own, so that a service that restarts is no trouble.
final class SecretService implements Keychain {

    private static final String BUS_NAME = "org.freedesktop.secrets";
    private static final String ROOT = "/org/freedesktop/secrets";
    private static final String NOTHING = "/";
    private static final String APPLICATION = "dev.hivesync.desktop";
    private static final long REPLY_MILLIS = 25_000;

    private final String label;
    private final Supplier<DBusConnectionBuilder> bus;

    /// @param label what a person reads in the keychain's own program
    /// @param bus the session's bus
    SecretService(String label, Supplier<DBusConnectionBuilder> bus) {
        this.label = label;
        this.bus = bus;
    }

    @Override
    public Optional<String> read(String name) throws KeychainException {
        return with(bus -> {
            List<?> items = bus.items(name);
            if (items.isEmpty()) {
                return Optional.empty();
            }
            Object[] secret = (Object[]) bus.call(text(items.getFirst()), "Item", "GetSecret", "o", bus.session())[0];
            return Optional.of(new String(bytes(secret[2]), StandardCharsets.UTF_8));
        });
    }

    @Override
    public void write(String name, String secret) throws KeychainException {
        with(bus -> {
            Map<String, Variant<?>> properties = Map.of(
                    "org.freedesktop.Secret.Item.Label", new Variant<>(label),
                    "org.freedesktop.Secret.Item.Attributes",
                            new Variant<>(attributes(name), new DBusMapType(String.class, String.class)));
            Object[] value = {
                bus.session(), new byte[0], secret.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf8"
            };
            Object[] created =
                    bus.call(bus.collection(), "Collection", "CreateItem", "a{sv}(oayays)b", properties, value, true);
            if (text(created[0]).equals(NOTHING)) {
                throw new KeychainException("the keychain is locked");
            }
            return true;
        });
    }

    @Override
    public void delete(String name) throws KeychainException {
        with(bus -> {
            for (Object item : bus.items(name)) {
                if (!text(bus.call(text(item), "Item", "Delete", "")[0]).equals(NOTHING)) {
                    throw new KeychainException("the keychain is locked");
                }
            }
            return true;
        });
    }

    private static Map<String, String> attributes(String name) {
        return Map.of("application", APPLICATION, "name", name);
    }

    private interface Task<T> {
        T on(Bus bus) throws DBusException, KeychainException;
    }

    private <T> T with(Task<T> task) throws KeychainException {
        try (DBusConnection connection = bus.get().withShared(false).build()) {
            return task.on(new Bus(connection));
        } catch (DBusException | DBusExecutionException | IOException e) {
            throw new KeychainException("there is no Secret Service on this session's bus", e);
        } catch (ClassCastException | IndexOutOfBoundsException e) {
            throw new KeychainException("the Secret Service answered something else", e);
        }
    }

    /// Paths come as [DBusPath] or as text, by the signature they are in.
    private static String text(Object path) {
        return path instanceof DBusPath typed ? typed.getPath() : (String) path;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        List<?> list = (List<?>) value;
        byte[] bytes = new byte[list.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (Byte) list.get(i);
        }
        return bytes;
    }

    /// One connection with the service's calls.
    private record Bus(DBusConnection connection) {

        Object[] call(String path, String face, String method, String signature, Object... arguments)
                throws DBusException, KeychainException {
            MethodCall call = connection
                    .getMessageFactory()
                    .createMethodCall(
                            null,
                            BUS_NAME,
                            path,
                            "org.freedesktop.Secret." + face,
                            method,
                            (byte) 0,
                            signature.isEmpty() ? null : signature,
                            arguments);
            connection.sendMessage(call);
            Message reply = call.getReply(REPLY_MILLIS);
            if (reply == null) {
                throw new KeychainException("the Secret Service does not answer");
            }
            if (reply instanceof Error) {
                throw new KeychainException("the Secret Service refused: " + reply.getName());
            }
            return requireNonNull(reply.getParameters());
        }

        DBusPath session() throws DBusException, KeychainException {
            return new DBusPath(text(call(ROOT, "Service", "OpenSession", "sv", "plain", new Variant<>(""))[1]));
        }

        String collection() throws DBusException, KeychainException {
            String collection = text(call(ROOT, "Service", "ReadAlias", "s", "default")[0]);
            if (collection.equals(NOTHING)) {
                throw new KeychainException("the keychain has no default collection");
            }
            return collection;
        }

        List<?> items(String name) throws DBusException, KeychainException {
            Object[] found = call(ROOT, "Service", "SearchItems", "a{ss}", attributes(name));
            List<?> open = (List<?>) found[0];
            if (open.isEmpty() && !((List<?>) found[1]).isEmpty()) {
                throw new KeychainException("the keychain is locked");
            }
            return open;
        }
    }
}
