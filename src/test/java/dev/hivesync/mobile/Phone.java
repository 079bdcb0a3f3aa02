package dev.hivesync.mobile;

import dev.hivesync.sync.PollSchedule;
import dev.hivesync.sync.Reply;
import dev.hivesync.sync.Simulation;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import dev.hivesync.wire.Payload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// A phone in simulated time with a server that the test writes; keeps when it was polled and what was shown.
final class Phone implements Feed {

    final Simulation time;
    final List<Long> polls = new ArrayList<>();
    final List<View> views = new ArrayList<>();
    final List<String> marked = new ArrayList<>();
    final MobileClient client;

    private final Map<String, Notification> rows = new LinkedHashMap<>();
    private long revision;

    /// In place of an answer, while it is not null.
    @Nullable
    Reply<Page> fault;

    boolean marksFail;

    /// Thrown in place of an answer, while it is not null.
    @Nullable
    RuntimeException crash;

    /// Thrown once in place of showing something.
    @Nullable
    RuntimeException screenFault;

    Phone(Path file, String account, Duration length) {
        time = new Simulation(length);
        RandomGenerator middle = () -> Long.MAX_VALUE;
        client = new MobileClient(this, new ShelfFile(file, account), new PollSchedule(middle), time, time, this::show);
    }

    private void show(View view) {
        RuntimeException instead = screenFault;
        screenFault = null;
        if (instead != null) {
            throw instead;
        }
        views.add(view);
    }

    Phone run() {
        client.start();
        client.join();
        return this;
    }

    void write(String id, String type, Payload payload) {
        rows.put(id, new Notification(id, "u-1", "proj-1", type, payload, time.instant(), null, ++revision));
    }

    void preview(String id, String type, String token) {
        write(id, type, new Payload.Preview(token, "proj-1", "ios", null));
    }

    void read(String id) {
        Notification row = rows.get(id);
        if (row != null) {
            rows.put(
                    id,
                    new Notification(
                            id,
                            row.userId(),
                            row.projectId(),
                            row.type(),
                            row.payload(),
                            row.createdAt(),
                            time.instant(),
                            ++revision));
        }
    }

    List<String> shown() {
        return views.getLast().rows().stream().map(Notification::notificationId).toList();
    }

    @Override
    public Reply<Page> newest(int limit) {
        return answer(rows.values().stream()
                .sorted((a, b) -> Long.compare(b.revision(), a.revision()))
                .limit(limit)
                .toList());
    }

    @Override
    public Reply<Page> changes(Cursor since, @Nullable String etag) {
        long after = Long.parseLong(since.value());
        return answer(
                rows.values().stream().filter(row -> row.revision() > after).toList());
    }

    private Reply<Page> answer(List<Notification> answered) {
        polls.add(time.elapsed().toSeconds());
        if (crash != null) {
            throw crash;
        }
        Reply<Page> instead = fault;
        return instead != null
                ? instead
                : new Reply.Ok<>(
                        new Page(answered, new Cursor(Long.toString(revision)), false, 0, 0, time.instant()),
                        null,
                        null);
    }

    @Override
    public Reply<Api.Marked> markRead(List<String> ids) {
        if (marksFail) {
            return new Reply.Unavailable<>("offline", null);
        }
        marked.addAll(ids);
        ids.forEach(this::read);
        return new Reply.Ok<>(new Api.Marked(ids.size(), Instant.EPOCH, 0, revision), null, null);
    }
}
