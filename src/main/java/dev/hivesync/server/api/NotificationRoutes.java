package dev.hivesync.server.api;

import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Notifications.MarkResult;
import dev.hivesync.server.store.Stream;
import dev.hivesync.wire.Api;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reading and marking.
final class NotificationRoutes {

    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");
    private static final Pattern LIMIT = Pattern.compile("[0-9]{1,3}");

    private final Gate gate;
    private final Guard guard;
    private final Reading reading;
    private final Publisher publisher;

    NotificationRoutes(Gate gate, Guard guard, Reading reading, Publisher publisher) {
        this.gate = gate;
        this.guard = guard;
        this.reading = reading;
        this.publisher = publisher;
    }

    void install(RoutesConfig routes, String base) {
        Reads.install(routes, base + "/notifications", this::list);
        routes.post(base + "/notifications/mark_read", this::markRead);
        routes.post(base + "/notifications/mark_unread", this::markUnread);
        routes.post(base + "/notifications/{id}/read", this::readOne);
    }

    private void list(Context context) {
        String user = gate.user(context).id();
        @Nullable Throwable failure = RowPolls.failure(context);
        if (failure == null) {
            guard.take(user);
        }
        guard.read(context, () -> {
            switch (failure) {
                case null -> list(context, user);
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                default -> throw new IllegalStateException("no failure of a poll", failure);
            }
        });
    }

    private void list(Context context, String user) {
        @Nullable String query = context.queryString();
        if (query != null && BAD_ESCAPE.matcher(query).find()) {
            // What cannot be decoded would count as not there: a broken cursor as a first view.
            throw ApiException.badQuery();
        }
        Reading.Answer answer = reading.answer(new Reading.Question(
                user, context.queryParam("since"), context.header("If-None-Match"), limit(context), filter(context)));
        ByteBuffer page = answer.page();
        if (page == null) {
            context.header("ETag", answer.etag()).status(304);
        } else {
            Exchange.replyWithEtag(context, answer.etag(), page);
        }
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
