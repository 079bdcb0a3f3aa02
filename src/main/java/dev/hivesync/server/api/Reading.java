package dev.hivesync.server.api;

import dev.hivesync.server.live.Revisions;
import dev.hivesync.server.store.Stream;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a read of a user's stream is answered with, whoever asks: [NotificationRoutes] or [RowPolls].
final class Reading {

    private final Stream stream;
    private final Revisions revisions;
    private final Cursors cursors;
    private final InstantSource clock;

    Reading(Stream stream, Revisions revisions, Cursors cursors, InstantSource clock) {
        this.stream = stream;
        this.revisions = revisions;
        this.cursors = cursors;
        this.clock = clock;
    }

    /// @param since the cursor as it was sent; null without one
    /// @param known `If-None-Match` as it was sent; null without one
    record Question(
            String user, @Nullable String since, @Nullable String known, int limit, Stream.Filter filter) {}

    /// @param page null where nothing is new: a 304
    record Answer(String etag, @Nullable ByteBuffer page) {}

    /// @throws ApiException 400 or 410 where the cursor is no good
    Answer answer(Question question) {
        String user = question.user();
        @Nullable String since = question.since();
        long after = since == null ? 0 : cursors.revision(user, since);
        if (question.known() != null) {
            long revision = revision(user, after);
            // Never while pages remain: a client that still reads them would take itself for up to date.
            boolean reached = since == null || after == revision;
            if (reached && matches(question.known(), cursors.etag(revision))) {
                return new Answer(cursors.etag(revision), null);
            }
        }
        Stream.Slice slice = revisions.learn(
                user,
                () -> since == null
                        ? stream.newest(user, question.limit(), question.filter())
                        : stream.since(user, after, question.limit(), question.filter()),
                read -> read.head().revision());
        boolean fromStart = since == null || since.isEmpty();
        if (!fromStart && (after < slice.head().pruned() || after > slice.head().revision())) {
            throw ApiException.expiredCursor();
        }
        return new Answer(
                cursors.etag(slice.head().revision()),
                ByteBuffer.wrap(PageWriter.bytes(slice, cursors.at(user, slice.next()), clock.instant())));
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
}
