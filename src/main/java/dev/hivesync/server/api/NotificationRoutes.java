package dev.hivesync.server.api;

import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.live.Revisions;
import dev.hivesync.server.store.Notifications.MarkResult;
import dev.hivesync.server.store.Stream;
import dev.hivesync.wire.Api;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reading and marking.
final class NotificationRoutes {

    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");

    private final Gate gate;
    private final Guard guard;
    private final Stream stream;
    private final Revisions revisions;
    private final Publisher publisher;
    private final Cursors cursors;
    private final InstantSource clock;

    NotificationRoutes(
            Gate gate,
            Guard guard,
            Stream stream,
            Revisions revisions,
            Publisher publisher,
            Cursors cursors,
            InstantSource clock) {
        this.gate = gate;
        this.guard = guard;
        this.stream = stream;
        this.revisions = revisions;
        this.publisher = publisher;
        this.cursors = cursors;
        this.clock = clock;
    }

    void install(RoutesConfig routes, String base) {
        Reads.install(routes, base + "/notifications", this::list);
        routes.post(base + "/notifications/mark_read", this::markRead);
        routes.post(base + "/notifications/mark_unread", this::markUnread);
        routes.post(base + "/notifications/{id}/read", this::readOne);
    }

    private void list(Context context) {
        String user = gate.user(context).id();
        guard.read(user, context, () -> list(context, user));
    }

    private void list(Context context, String user) {
        int limit = limit(context);
        Stream.Filter filter = filter(context);
        @Nullable String since = context.queryParam("since");
        long after = since == null ? 0 : cursors.revision(user, since);

        String known = context.header("If-None-Match");
        if (known != null) {
            long revision = revision(user, after);
            // Never while pages remain: a client that still reads them would take itself for up to date.
            boolean reached = since == null || after == revision;
            if (reached && matches(known, cursors.etag(revision))) {
                context.header("ETag", cursors.etag(revision)).status(304);
                return;
            }
        }

        Stream.Slice slice = revisions.learn(
                user,
                () -> since == null ? stream.newest(user, limit, filter) : stream.since(user, after, limit, filter),
                read -> read.head().revision());
        boolean fromStart = since == null || since.isEmpty();
        if (!fromStart && (after < slice.head().pruned() || after > slice.head().revision())) {
            throw ApiException.expiredCursor();
        }
        Exchange.replyWithEtag(
                context,
                cursors.etag(slice.head().revision()),
                PageWriter.bytes(slice, cursors.at(user, slice.next()), clock.instant()));
    }

    /// From memory where that can be trusted; a client that is ahead of it has heard of more than this instance.
    private long revision(String user, long after) {
        OptionalLong known = revisions.known(user);
        return known.isPresent() && known.getAsLong() >= after
                ? known.getAsLong()
                : revisions
                        .learn(user, () -> stream.head(user), Stream.Head::revision)
                        .revision();
    }

    private static boolean matches(String header, String etag) {
        return Arrays.stream(header.split(",", -1))
                .map(value -> value.strip().startsWith("W/") ? value.strip().substring(2) : value.strip())
                .anyMatch(etag::equals);
    }

    private static int limit(Context context) {
        String text = context.queryParam("limit");
        if (text == null) {
            return Api.DEFAULT_LIMIT;
        }
        if (!isLimit(text)) {
            throw ApiException.invalid("limit", "\"limit\" must be a number from 1 to " + Api.MAX_LIMIT + ".");
        }
        return Integer.parseInt(text);
    }

    static boolean isLimit(String text) {
        return LIMIT.matcher(text).matches() && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= Api.MAX_LIMIT;
    }

    private static Stream.Filter filter(Context context) {
        String unread = context.queryParam("unread");
        if (unread != null && !unread.equals("true") && !unread.equals("false")) {
            throw ApiException.invalid("unread", "\"unread\" must be true or false.");
        }
        return new Stream.Filter(
                unread == null ? null : Boolean.valueOf(unread),
                List.copyOf(context.queryParams("type")),
                context.queryParam("project_id"));
    }

    private void markRead(Context context) {
        String user = gate.user(context).id();
        Api.Mark mark = Exchange.body(context, Api.Mark.class);
        List<String> ids = mark.notificationIds();
        Long upTo = mark.upTo();
        if ((ids == null) == (upTo == null)) {
            throw ApiException.invalid("body", "Give either \"notification_ids\" or \"up_to\".");
        }
        reply(context, upTo != null ? publisher.markUpTo(user, upTo) : mark(user, ids, true), true);
    }

    private void markUnread(Context context) {
        String user = gate.user(context).id();
        reply(context, mark(user, Exchange.body(context, Api.Mark.class).notificationIds(), false), false);
    }

    private void readOne(Context context) {
        String user = gate.user(context).id();
        reply(context, mark(user, List.of(context.pathParam("id")), true), true);
    }

    private MarkResult mark(String user, @Nullable List<String> ids, boolean read) {
        if (ids == null) {
            throw ApiException.invalid("notification_ids", "\"notification_ids\" is missing.");
        }
        if (ids.size() > Api.MAX_MARK_IDS) {
            throw ApiException.invalid("notification_ids", "At most " + Api.MAX_MARK_IDS + " ids at a time.");
        }
        return publisher.mark(
                user, ids.stream().flatMap(id -> uuid(id).stream()).toList(), read);
    }

    /// What is no UUID is no id of ours: passed over like any unknown one.
    private static Optional<UUID> uuid(@Nullable String id) {
        try {
            return id == null || id.length() != 36 ? Optional.empty() : Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static void reply(Context context, MarkResult result, boolean read) {
        Exchange.reply(
                context,
                200,
                new Api.Marked(result.changed(), read ? result.at() : null, result.unreadCount(), result.revision()));
    }
}
