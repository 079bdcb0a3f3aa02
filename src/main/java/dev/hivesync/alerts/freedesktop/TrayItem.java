package dev.hivesync.alerts.freedesktop;

import dev.hivesync.alerts.Badge;
import dev.hivesync.alerts.BadgeIcon;
import dev.hivesync.alerts.Outside.Wish;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.Struct;
import org.freedesktop.dbus.annotations.Position;
import org.freedesktop.dbus.types.Variant;

/// The tray icon as the tray asks for it.
final class TrayItem extends Exported implements StatusNotifierItem {

    static final String PATH = "/StatusNotifierItem";
    static final String FACE = "org.kde.StatusNotifierItem";

    /// One size of the icon, ARGB in network byte order.
    static final class Pixmap extends Struct {
        @Position(0)
        public final int width;

        @Position(1)
        public final int height;

        @Position(2)
        public final byte[] data;

        Pixmap(int width, int height, byte[] data) {
            this.width = width;
            this.height = height;
            this.data = data;
        }
    }

    static final class Tip extends Struct {
        @Position(0)
        public final String icon;

        @Position(1)
        public final List<Pixmap> pixmaps;

        @Position(2)
        public final String title;

        @Position(3)
        public final String text;

        Tip(String title, String text) {
            this.icon = "";
            this.pixmaps = List.of();
            this.title = title;
            this.text = text;
        }
    }

    private final Consumer<Wish> wishes;
    private volatile Map<String, Variant<?>> shown;

    TrayItem(Badge badge, Consumer<Wish> wishes) {
        super(PATH);
        this.wishes = wishes;
        shown = of(badge);
    }

    void show(Badge badge) {
        shown = of(badge);
    }

    private static Map<String, Variant<?>> of(Badge badge) {
        return Map.ofEntries(
                Map.entry("Category", new Variant<>("Communications")),
                Map.entry("Id", new Variant<>("hivesync")),
                Map.entry("Title", new Variant<>("HiveSync")),
                Map.entry("Status", new Variant<>("Active")),
                Map.entry("WindowId", new Variant<>(0)),
                Map.entry("IconName", new Variant<>("")),
                Map.entry("IconPixmap", new Variant<>(pixmaps(badge), "a(iiay)")),
                Map.entry("OverlayIconName", new Variant<>("")),
                Map.entry("OverlayIconPixmap", new Variant<>(List.of(), "a(iiay)")),
                Map.entry("AttentionIconName", new Variant<>("")),
                Map.entry("AttentionIconPixmap", new Variant<>(List.of(), "a(iiay)")),
                Map.entry("AttentionMovieName", new Variant<>("")),
                Map.entry(
                        "ToolTip",
                        new Variant<>(new Tip("HiveSync", badge.words().unread()), "(sa(iiay)ss)")),
                Map.entry("ItemIsMenu", new Variant<>(false)),
                Map.entry("Menu", new Variant<>(new DBusPath(TrayMenu.PATH))));
    }

    private static List<Pixmap> pixmaps(Badge badge) {
        List<Pixmap> all = new ArrayList<>();
        for (int size : BadgeIcon.SIZES) {
            int[] pixels = BadgeIcon.pixels(BadgeIcon.draw(size, badge.digits()));
            ByteBuffer bytes = ByteBuffer.allocate(4 * pixels.length);
            bytes.asIntBuffer().put(pixels);
            all.add(new Pixmap(size, size, bytes.array()));
        }
        return all;
    }

    @Override
    public void Activate(int x, int y) {
        wishes.accept(Wish.OPEN);
    }

    @Override
    public void SecondaryActivate(int x, int y) {
        wishes.accept(Wish.OPEN);
    }

    @Override
    public void ContextMenu(int x, int y) {}

    @Override
    public void Scroll(int delta, String orientation) {}

    @Override
    Map<String, Variant<?>> properties() {
        return shown;
    }
}
