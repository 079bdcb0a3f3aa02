package dev.hivesync.alerts.freedesktop;

import java.util.Map;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.Variant;

/// An object that others on the bus read.
abstract class Exported implements Properties {

    private final String path;

    Exported(String path) {
        this.path = path;
    }

    abstract Map<String, Variant<?>> properties();

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the library's shape: the caller gets a variant
    public final <A> A Get(String face, String name) {
        return (A) properties().getOrDefault(name, new Variant<>(""));
    }

    @Override
    public final <A> void Set(String face, String name, A value) {}

    @Override
    public final Map<String, Variant<?>> GetAll(String face) {
        return properties();
    }

    @Override
    public final String getObjectPath() {
        return path;
    }

    @Override
    public final boolean isRemote() {
        return false;
    }
}
