package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.unread;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// A program that fills an inbox without end, says of each fact that it is durable, and waits to be killed.
///
/// The server it stands for has rows 1, 2, 3 … without end; the cursor `c7` means that rows 1 to 7 have been read.
final class KilledWriter {

    private final Inbox inbox;
    private final RandomGenerator random;

    private KilledWriter(Inbox inbox, RandomGenerator random) {
        this.inbox = inbox;
        this.random = random;
    }

    public static void main(String[] args) throws Exception {
        try (Inbox inbox = Inbox.open(Path.of(args[0]), InstantSource.system())) {
            inbox.observe(step -> step.changes().forEach(change -> {
                if (change instanceof Step.Change.Arrived(Entry entry)) {
                    say("ARRIVED " + entry.id());
                }
            }));
            var _ = inbox.signIn(KilledInbox.ACCOUNT, "u-1").join();
            KilledWriter writer = new KilledWriter(inbox, new SplittableRandom(Long.parseLong(args[1])));
            while (true) {
                writer.turn();
            }
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    static int read(InboxState state) {
        Cursor cursor = state.cursor();
        return cursor == null ? 0 : Integer.parseInt(cursor.value().substring(1));
    }

    static String id(int number) {
        return "n" + number;
    }

    static Fact page(InboxState state, int rows) {
        int from = read(state);
        List<Notification> page = new ArrayList<>();
        for (int i = from + 1; i <= from + rows; i++) {
            page.add(unread(id(i), i));
        }
        return new Fact.Fetched(state.place(), new Page(page, new Cursor("c" + (from + rows)), true, 0, 0, NOW), null);
    }

    private void turn() {
        InboxState state = inbox.state();
        switch (random.nextInt(6)) {
            case 0, 1 ->
                say("PAGE "
                        + read(inbox.submit(page(state, random.nextInt(1, 30))).join()));
            case 2, 3 -> {
                int number = read(state) + random.nextInt(1, 40);
                var _ = inbox.submit(new Fact.Pushed(new LiveFrame("changed", number, unread(id(number), number))))
                        .join();
                say("LIVE " + number);
            }
            case 4 -> {
                List<String> unread = state.entries().values().stream()
                        .filter(entry -> !entry.read())
                        .map(Entry::id)
                        .limit(50)
                        .toList();
                if (!unread.isEmpty()) {
                    String id = unread.get(random.nextInt(unread.size()));
                    var _ = inbox.submit(new Fact.Read(Set.of(id))).join();
                    say("READ " + id);
                }
            }
            default -> deliver(state);
        }
    }

    private void deliver(InboxState state) {
        if (!state.outbox().isEmpty()) {
            OutboxItem item = state.outbox().getFirst();
            var _ = inbox.submit(new Fact.Delivered(
                            List.of(item.notificationId()),
                            Mark.READ,
                            item.seq(),
                            new Api.Marked(1, NOW, 0, 1_000_000)))
                    .join();
            say("SENT " + item.notificationId());
        }
    }
}
