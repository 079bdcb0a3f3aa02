package dev.hivesync.alerts.freedesktop;

import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.Outside.Wish;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.Variant;

/// The tray icon's menu: open, how much is unread, do not disturb, quit.
final class TrayMenu extends Exported implements DbusMenu {

    static final String PATH = "/dev/hivesync/desktop/menu";
    static final String FACE = "com.canonical.dbusmenu";
    private static final int ROOT = 0;
    private static final int OPEN = 1;
    private static final int UNREAD = 2;
    private static final int QUIET = 3;
    private static final int LINE = 4;
    private static final int QUIT = 5;
    private static final int LATEST = 3;

    private final Consumer<Wish> wishes;

    /// One value, replaced whole by [#show].
    private volatile Shown shown;

    private record Shown(Badge badge, int revision) {}

    TrayMenu(Badge badge, Consumer<Wish> wishes) {
        super(PATH);
        this.wishes = wishes;
        shown = new Shown(badge, 1);
    }

    /// @return the layout's new revision
    int show(Badge badge) {
        shown = new Shown(badge, shown.revision + 1);
        return shown.revision;
    }

    private static Map<String, Variant<?>> item(int id, Badge badge) {
        return switch (id) {
            case OPEN -> Map.of("label", text(badge.words().open()));
            case UNREAD -> Map.of("label", text(badge.words().unread()), "enabled", new Variant<>(false));
            case QUIET ->
                Map.of(
                        "label",
                        text(badge.words().quiet()),
                        "toggle-type",
                        new Variant<>("checkmark"),
                        "toggle-state",
                        new Variant<>(badge.quiet() ? 1 : 0));
            case LINE -> Map.of("type", new Variant<>("separator"));
            case QUIT -> Map.of("label", text(badge.words().quit()));
            default -> Map.of("children-display", new Variant<>("submenu"));
        };
    }

    /// An underscore marks the letter that is a short cut.
    private static Variant<String> text(String label) {
        return new Variant<>(label.replace("_", "__"));
    }

    @Override
    public Layout<UInt32, Node> GetLayout(int parent, int depth, List<String> names) {
        Shown now = shown;
        List<Variant<?>> children = parent != ROOT || depth == 0
                ? List.of()
                : Stream.of(OPEN, UNREAD, QUIET, LINE, QUIT)
                        .<Variant<?>>map(
                                id -> new Variant<>(new Node(id, item(id, now.badge), List.of()), "(ia{sv}av)"))
                        .toList();
        return new Layout<>(new UInt32(now.revision), new Node(parent, item(parent, now.badge), children));
    }

    @Override
    public List<Entry> GetGroupProperties(List<Integer> ids, List<String> names) {
        Badge badge = shown.badge;
        return (ids.isEmpty() ? List.of(ROOT, OPEN, UNREAD, QUIET, LINE, QUIT) : ids)
                .stream().map(id -> new Entry(id, item(id, badge))).toList();
    }

    @Override
    public Variant<?> GetProperty(int id, String name) {
        Variant<?> value = item(id, shown.badge).get(name);
        return value == null ? new Variant<>("") : value;
    }

    @Override
    public void Event(int id, String event, Variant<?> data, UInt32 time) {
        if (!event.equals("clicked")) {
            return;
        }
        switch (id) {
            case OPEN -> wishes.accept(Wish.OPEN);
            case QUIET -> wishes.accept(shown.badge.quiet() ? Wish.QUIET_OFF : Wish.QUIET_ON);
            case QUIT -> wishes.accept(Wish.QUIT);
            default -> {}
        }
    }

    @Override
    public boolean AboutToShow(int id) {
        return false;
    }

    @Override
    Map<String, Variant<?>> properties() {
        return Map.of(
                "Version", new Variant<>(new UInt32(LATEST)),
                "TextDirection", new Variant<>("ltr"),
                "Status", new Variant<>("normal"),
                "IconThemePath", new Variant<>(new String[0]));
    }
}
