package dev.hivesync.mobile;

import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The shelf on disk, so that the phone has something to show before the network answers. Only its owner reads it; a
/// reader sees the old content or the new; what is damaged or of somebody else is as good as none.
public final class ShelfFile {

    private static final int VERSION = 1;

    /// 100 rows of 1 KiB, and as much again.
    private static final int MAX_BYTES = 256 * 1024;

    private final Path file;
    private final String account;

    /// @param account whose it is: the server and the user
    public ShelfFile(Path file, String account) {
        this.file = file;
        this.account = account;
    }

    private record Saved(
            int v,
            @Nullable String account,
            @Nullable String cursor,
            @Nullable String etag,
            @Nullable List<Notification> notifications,
            @Nullable Set<String> unsent) {}

    Shelf load() {
        try (InputStream in = Files.newInputStream(file)) {
            Saved saved = Json.MAPPER.readValue(in.readNBytes(MAX_BYTES), Saved.class);
            if (saved == null || saved.v() != VERSION || !account.equals(saved.account())) {
                return Shelf.EMPTY;
            }
            List<Notification> rows = saved.notifications();
            Set<String> unsent = saved.unsent();
            if (rows == null || unsent == null || rows.contains(null) || unsent.contains(null)) {
                return Shelf.EMPTY;
            }
            String cursor = saved.cursor();
            return new Shelf(rows, cursor == null ? null : new Cursor(cursor), saved.etag(), unsent);
        } catch (IOException | JacksonException _) {
            return Shelf.EMPTY;
        }
    }

    void save(Shelf shelf) throws IOException {
        Cursor cursor = shelf.cursor();
        Saved saved = new Saved(
                VERSION, account, cursor == null ? null : cursor.value(), shelf.etag(), shelf.rows(), shelf.unsent());
        PrivateFile.write(file, Json.MAPPER.writeValueAsString(saved));
    }
}
