package dev.hivesync.alerts.freedesktop;

import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.Tuple;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// A menu that another program draws. The names are the protocol's.
@DBusInterfaceName("com.canonical.dbusmenu")
public interface DbusMenu extends DBusInterface {

    /// One entry with its properties and, each in a variant, the entries under it.
    final class Node extends Struct {
        @Position(0)
        public final int id;

        @Position(1)
        public final Map<String, Variant<?>> properties;

        @Position(2)
        public final List<Variant<?>> children;

        public Node(int id, Map<String, Variant<?>> properties, List<Variant<?>> children) {
            this.id = id;
            this.properties = properties;
            this.children = children;
        }
    }

    /// The library reads what it holds off the type of the method that returns it.
    final class Layout<R, N> extends Tuple {
        @Position(0)
        public final R revision;

        @Position(1)
        public final N root;

        public Layout(R revision, N root) {
            this.revision = revision;
            this.root = root;
        }
    }

    final class Entry extends Struct {
        @Position(0)
        public final int id;

        @Position(1)
        public final Map<String, Variant<?>> properties;

        public Entry(int id, Map<String, Variant<?>> properties) {
            this.id = id;
            this.properties = properties;
        }
    }

    Layout<UInt32, Node> GetLayout(int parent, int depth, List<String> names);

    List<Entry> GetGroupProperties(List<Integer> ids, List<String> names);

    Variant<?> GetProperty(int id, String name);

    void Event(int id, String event, Variant<?> data, UInt32 time);

    boolean AboutToShow(int id);
}
