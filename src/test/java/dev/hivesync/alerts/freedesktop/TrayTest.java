package dev.hivesync.alerts.freedesktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.hivesync.alerts.Alert;
import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.Outside;
import dev.hivesync.alerts.freedesktop.SessionOutside.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.annotations.DBusInterfaceName;
import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.interfaces.DBusInterface;
import org.freedesktop.dbus.interfaces.Properties;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a tray and a dock on a real bus see of us.
@Timeout(120)
class TrayTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Badge.Words WORDS = new Badge.Words("Open HiveSync", "3 unread", "Do not disturb", "Quit");

    @TempDir
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private SessionBus bus;

    @SuppressWarnings("NullAway.Init")
    private SessionOutside outside;

    private @Nullable DBusConnection desktop;
    private final List<String> items = new CopyOnWriteArrayList<>();
    private final List<Outside.Wish> wishes = new CopyOnWriteArrayList<>();
    private final List<String> signals = new CopyOnWriteArrayList<>();

    /// The watcher's calls.
    @DBusInterfaceName("org.kde.StatusNotifierWatcher")
    public interface Watcher extends DBusInterface {
        void RegisterStatusNotifierItem(String service);
    }

    private final class Served implements Watcher, Properties {
        @Override
        public void RegisterStatusNotifierItem(String service) {
            items.add(service);
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        public <A> A Get(String face, String name) {
            return (A) Boolean.valueOf(name.equals("IsStatusNotifierHostRegistered"));
        }

        @Override
        public <A> void Set(String face, String name, A value) {}

        @Override
        public Map<String, Variant<?>> GetAll(String face) {
            return Map.of();
        }

        @Override
        public String getObjectPath() {
            return Tray.WATCHER.path();
        }

        @Override
        public boolean isRemote() {
            return false;
        }
    }

    @BeforeEach
    void open() throws Exception {
        bus = new SessionBus(directory);
        outside = new SessionOutside(
                bus.address(), "hivesync", () -> false, new Patience(Duration.ofSeconds(5), Duration.ofMillis(200)));
        outside.listen(new Outside.Listener() {
            @Override
            public void acted(Alert alert, Alert.Action action) {}

            @Override
            public void closed(Alert alert) {}

            @Override
            public void missed(Alert alert) {}

            @Override
            public void changed() {}

            @Override
            public void asked(Outside.Wish wish) {
                wishes.add(wish);
            }
        });
    }

    @AfterEach
    void end() throws Exception {
        outside.close();
        if (desktop != null) {
            desktop.close();
        }
        bus.close();
    }

    private static DBusConnection connect(String address) throws Exception {
        return DBusConnectionBuilder.forAddress(address).withShared(false).build();
    }

    private void desktop() throws Exception {
        DBusConnection up = connect(bus.address());
        up.exportObject(Tray.WATCHER.path(), new Served());
        up.requestBusName(Tray.WATCHER_NAME);
        desktop = up;
    }

    private static Badge badge(int unread, boolean quiet, boolean tray) {
        return new Badge(unread, quiet, tray, WORDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disabled:", "nonsense", "", "unix:path=/no/such/bus"})
    void an_address_that_names_no_bus_is_no_bus(String address) {
        assertThatThrownBy(() -> new Bus(address, Duration.ofSeconds(1), () -> {}))
                .isInstanceOf(BusException.class);
    }

    @Test
    void the_tray_gets_an_icon_with_its_tip_and_menu() throws Exception {
        desktop();
        outside.badge(badge(3, true, true));
        await().atMost(SOON).until(outside::tray);
        String item = items.getFirst();
        try (Bus asking = new Bus(bus.address(), Duration.ofSeconds(10), () -> {})) {
            Bus.Place icon = new Bus.Place(item, TrayItem.PATH, TrayItem.FACE);
            assertThat(asking.property(icon, "Id")).isEqualTo("hivesync");
            assertThat(asking.property(icon, "Status")).isEqualTo("Active");
            assertThat(asking.property(icon, "Menu"))
                    .isInstanceOfSatisfying(
                            DBusPath.class, path -> assertThat(path.getPath()).isEqualTo(TrayMenu.PATH));
            assertThat((List<?>) asking.property(icon, "IconPixmap")).hasSize(4);
            assertThat((Object[]) asking.property(icon, "ToolTip")).contains("HiveSync", "3 unread");
            Object[] all = asking.call(
                    new Bus.Place(item, TrayItem.PATH, "org.freedesktop.DBus.Properties"),
                    "GetAll",
                    "s",
                    TrayItem.FACE);
            assertThat((Map<?, ?>) all[0]).hasSize(15);

            Bus.Place menu = new Bus.Place(item, TrayMenu.PATH, TrayMenu.FACE);
            Object[] layout = asking.call(menu, "GetLayout", "iias", 0, -1, new String[0]);
            assertThat(layout[0]).isEqualTo(new UInt32(1));
            List<?> entries = (List<?>) ((Object[]) layout[1])[2];
            assertThat(entries)
                    .extracting(entry -> ((Map<?, ?>) ((Object[]) ((Variant<?>) entry).getValue())[1]).get("label"))
                    .extracting(label -> label == null ? "" : ((Variant<?>) label).getValue())
                    .containsExactly("Open HiveSync", "3 unread", "Do not disturb", "", "Quit");
            asking.call(icon, "Activate", "ii", 1, 2);
            asking.call(menu, "Event", "isvu", 3, "clicked", new Variant<>(0), new UInt32(0));
            asking.call(menu, "Event", "isvu", 3, "hovered", new Variant<>(0), new UInt32(0));
            asking.call(menu, "Event", "isvu", 5, "clicked", new Variant<>(0), new UInt32(0));
            assertThat(wishes).containsExactly(Outside.Wish.OPEN, Outside.Wish.QUIET_OFF, Outside.Wish.QUIT);
        }
    }

    @Test
    void a_tray_that_comes_later_gets_it_too_and_loses_it_when_the_user_wants_none() throws Exception {
        outside.badge(badge(0, false, true));
        desktop();
        await().atMost(SOON).until(outside::tray);
        outside.badge(badge(0, false, false));
        await().atMost(SOON).until(() -> !outside.tray());
        try (Bus asking = new Bus(bus.address(), Duration.ofSeconds(10), () -> {})) {
            await().atMost(SOON).until(() -> !asking.owned(items.getFirst()));
        }
    }

    @Test
    void without_a_tray_there_is_none() {
        outside.badge(badge(1, false, true));
        assertThat(outside.tray()).isFalse();
    }

    @Test
    void docks_hear_the_number_and_its_end() throws Exception {
        try (Bus dock = new Bus(bus.address(), Duration.ofSeconds(10), () -> {})) {
            dock.hear(Launcher.PATH, Launcher.FACE, "Update", signal -> {
                Map<?, ?> properties = (Map<?, ?>) signal[1];
                signals.add(signal[0] + " " + value(properties, "count") + " " + value(properties, "count-visible"));
            });
            outside.badge(badge(3, false, false));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(signals).containsExactly("application://hivesync.desktop 3 true"));
            outside.badge(badge(3, true, false));
            outside.close();
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(signals)
                            .containsExactly(
                                    "application://hivesync.desktop 3 true", "application://hivesync.desktop 0 false"));
        }
    }

    private static Object value(Map<?, ?> properties, String name) {
        return ((Variant<?>) java.util.Objects.requireNonNull(properties.get(name))).getValue();
    }
}
