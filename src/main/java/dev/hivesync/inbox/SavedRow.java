package dev.hivesync.inbox;

import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// What a row of a damaged inbox is, told by its shape: of the present version and of those before.
sealed interface SavedRow {

    /// @param wish of the user, where the row tells it
    record Known(Entry entry, @Nullable Mark wish) implements SavedRow {}

    record Waiting(OutboxItem item) implements SavedRow {}

    /// @param until in microseconds
    record Gone(String id, long until) implements SavedRow {}

    record Place(String name, String value) implements SavedRow {}

    record Decided(Handling handling) implements SavedRow {}

    record Told(Telling telling) implements SavedRow {}

    /// Nothing of ours, or nothing that can be read.
    record Nothing() implements SavedRow {}

    /// No outbox has so many numbers, and no moment of ours is so early: tells a row of `gone` from one of the
    /// outbox's index.
    long EARLIEST_UNTIL = 1_000_000_000_000L;

    static SavedRow of(SqliteRow row) {
        try {
            Long seq = row.rowid();
            List<@Nullable Object> values = row.values();
            SavedRow saved = seq != null
                    ? waiting(seq, values)
                    : switch (values.size()) {
                        case 2 -> pair(values.get(0), values.get(1));
                        case 4 -> values.get(3) instanceof Long at ? telling(values, at) : first(values);
                        case 5 -> handling(values);
                        case 10 -> columns(values);
                        default -> null;
                    };
            return saved == null ? new Nothing() : saved;
        } catch (JacksonException | DateTimeException | ArithmeticException _) {
            return new Nothing();
        }
    }

    private static @Nullable SavedRow waiting(long seq, List<@Nullable Object> values) {
        if (values.size() < 4 || values.size() > 5 || values.get(0) != null) {
            return null;
        }
        Mark mark = mark(values.get(2));
        String parked = values.size() == 5 && values.get(4) instanceof String reason ? reason : null;
        return mark != null && values.get(1) instanceof String id && values.get(3) instanceof String since
                ? new Waiting(new OutboxItem(seq, id, mark, Instant.parse(since), parked))
                : null;
    }

    private static @Nullable SavedRow pair(@Nullable Object name, @Nullable Object value) {
        if (name instanceof String place && value instanceof String text) {
            return new Place(place, text);
        }
        return name instanceof String id && value instanceof Long until && until >= EARLIEST_UNTIL
                ? new Gone(id, until)
                : null;
    }

    /// Version 1: the whole row as JSON.
    private static @Nullable SavedRow first(List<@Nullable Object> values) {
        if (values.get(0) instanceof String id
                && values.get(1) instanceof String json
                && values.get(2) instanceof String arrivedAt) {
            Notification row = Json.MAPPER.readValue(json, Notification.class);
            return row.notificationId().equals(id)
                    ? new Known(new Entry(row, Instant.parse(arrivedAt), null), mark(values.get(3)))
                    : null;
        }
        return null;
    }

    /// Version 2: in the order of [EntryRows#COLUMNS].
    private static @Nullable SavedRow columns(List<@Nullable Object> values) {
        if (values.get(0) instanceof String id
                && values.get(1) instanceof String user
                && (values.get(2) == null || values.get(2) instanceof String)
                && values.get(3) instanceof String type
                && values.get(4) instanceof String payload
                && values.get(5) instanceof Long createdAt
                && (values.get(6) == null || values.get(6) instanceof Long)
                && values.get(7) instanceof Long revision
                && values.get(8) instanceof Long arrivedAt
                && values.get(9) instanceof Long answered) {
            Notification row = new Notification(
                    id,
                    user,
                    values.get(2) instanceof String project ? project : null,
                    type,
                    Json.payload(type, Json.MAPPER.readTree(payload)),
                    Micros.instant(createdAt),
                    values.get(6) instanceof Long readAt ? Micros.instant(readAt) : null,
                    revision);
            return new Known(new Entry(row, Micros.instant(arrivedAt), null, answered), null);
        }
        return null;
    }

    private static @Nullable SavedRow handling(List<@Nullable Object> values) {
        if (!(values.get(0) instanceof String thread)) {
            return null;
        }
        Handling handling = HandlingRows.of(
                thread,
                values.get(1) instanceof Long pinned ? pinned : null,
                values.get(2) instanceof Long since ? since : null,
                values.get(3) instanceof String until ? until : null,
                values.get(4) instanceof Long woken ? woken : null);
        return handling.nothing() ? null : new Decided(handling);
    }

    private static @Nullable SavedRow telling(List<@Nullable Object> values, long at) {
        return values.get(0) instanceof String id && values.get(1) instanceof String fate
                ? new Told(new Telling(
                        id, fate, values.get(2) instanceof String plugin ? plugin : null, Micros.instant(at)))
                : null;
    }

    private static @Nullable Mark mark(@Nullable Object value) {
        return Arrays.stream(Mark.values())
                .filter(mark -> mark.name().equals(value))
                .findFirst()
                .orElse(null);
    }
}
