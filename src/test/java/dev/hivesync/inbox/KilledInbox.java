package dev.hivesync.inbox;

import static dev.hivesync.inbox.Rows.NOW;
import static dev.hivesync.inbox.Rows.unread;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The files of an inbox as a kill leaves them: a database, a log with acknowledged transactions, and its index.
/// What stands in them is known, and also where.
final class KilledInbox {

    static final String ACCOUNT = "https://one u-1";
    static final List<String> PARTS = List.of("", "-wal", "-shm");

    private static final int ROWS = 420;

    /// Those of the second session: a log that holds new versions of all pages would hide what is done to the file.
    private static final int LATE = 20;

    private static final int WISHES = 400;
    private static final int FRAME = 24 + Harm.PAGE;

    private final Path file;
    private final InboxState state;
    private final byte[] main;
    private final byte[] log;

    private KilledInbox(Path file, InboxState state) throws IOException {
        this.file = file;
        this.state = state;
        main = Files.readAllBytes(file);
        log = Files.readAllBytes(Harm.log(file));
    }

    /// What the server has: rows of revisions 1 to 420.
    static List<Notification> truth() {
        List<Notification> rows = new ArrayList<>();
        for (int i = 1; i <= ROWS; i++) {
            rows.add(unread(id(i), i));
        }
        return rows;
    }

    static String id(int number) {
        int spread = number <= ROWS - LATE ? number * 7_919 % 99_990 : 99_999;
        return "%08d-aaaa-4bbb-8ccc-%012d".formatted(spread, number);
    }

    /// @param directory is empty
    static KilledInbox in(Path directory) throws Exception {
        Path live = directory.resolve("live.db");
        Path file = directory.resolve("killed.db");
        List<Notification> truth = truth();
        try (Inbox inbox = Inbox.open(live, InstantSource.fixed(NOW))) {
            var _ = inbox.signIn(ACCOUNT, "u-1").join();
            fill(inbox, truth.subList(0, ROWS - LATE), "c1");
            wish(
                    inbox,
                    IntStream.rangeClosed(1, WISHES).mapToObj(KilledInbox::id).collect(Collectors.toSet()));
        }
        try (Inbox inbox = Inbox.open(live, InstantSource.fixed(NOW))) {
            List<OutboxItem> sent = inbox.state().outbox().subList(0, 10);
            var _ = inbox.submit(new Fact.Delivered(
                            sent.stream().map(OutboxItem::notificationId).toList(),
                            Mark.READ,
                            sent.getLast().seq(),
                            new Api.Marked(10, NOW, 0, 1_000_000)))
                    .join();
            fill(inbox, truth.subList(ROWS - LATE, ROWS), "c2");
            for (int i = ROWS - LATE + 1; i <= ROWS; i++) {
                wish(inbox, Set.of(id(i)));
            }
            for (String part : PARTS) {
                Files.copy(Path.of(live + part), Path.of(file + part));
            }
            return new KilledInbox(file, inbox.state());
        }
    }

    private static void fill(Inbox inbox, List<Notification> rows, String cursor) {
        Page page = new Page(rows, new Cursor(cursor), false, 0, 0, NOW);
        var _ = inbox.submit(new Fact.Fetched(inbox.state().place(), page, null))
                .join();
    }

    private static void wish(Inbox inbox, Set<String> ids) {
        var _ = inbox.submit(new Fact.Read(ids)).join();
    }

    InboxState state() {
        return state;
    }

    /// @param killed whether with the log and its index, or as a clean end leaves it
    Path copyTo(Path directory, boolean killed) throws Exception {
        Path copy = directory.resolve("inbox.db");
        for (String part : PARTS) {
            Files.copy(Path.of(file + part), Path.of(copy + part), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!killed) {
            Inbox.open(copy, InstantSource.fixed(NOW)).close();
        }
        return copy;
    }

    /// The ids of the wishes whose page, with all that shows that it is theirs, is still as it was.
    ///
    /// @param main the database before it was harmed
    Set<String> unharmed(byte[] main, Path harmed) throws IOException {
        boolean killed = Arrays.equals(main, this.main);
        byte[] mainNow = Files.exists(harmed) ? Files.readAllBytes(harmed) : new byte[0];
        byte[] logNow = Files.exists(Harm.log(harmed)) ? Files.readAllBytes(Harm.log(harmed)) : new byte[0];
        Set<String> ids = new HashSet<>();
        for (OutboxItem item : state.outbox()) {
            byte[] row = (item.notificationId() + item.mark()).getBytes(StandardCharsets.UTF_8);
            int at = killed ? last(log, row) : -1;
            boolean same;
            if (at >= 0) {
                int frame = (at - 32) / FRAME;
                int commit = frame;
                while (!commits(commit)) {
                    commit++;
                }
                same = sameFrame(frame, logNow) && sameFrame(commit, logNow);
            } else {
                int from = last(main, row) / Harm.PAGE * Harm.PAGE;
                same = same(main, mainNow, from, from + Harm.PAGE);
            }
            if (same) {
                ids.add(item.notificationId());
            }
        }
        return ids;
    }

    private boolean commits(int frame) {
        int at = 32 + frame * FRAME + 4;
        return log[at] != 0 || log[at + 1] != 0 || log[at + 2] != 0 || log[at + 3] != 0;
    }

    /// With the check sum before it, from which its own goes on.
    private boolean sameFrame(int frame, byte[] logNow) {
        int at = 32 + frame * FRAME;
        int before = frame == 0 ? 24 : at - FRAME + 16;
        return same(log, logNow, at, at + FRAME) && same(log, logNow, before, before + 8);
    }

    private static boolean same(byte[] before, byte[] now, int from, int to) {
        return now.length >= to && Arrays.equals(before, from, to, now, from, to);
    }

    private static int last(byte[] in, byte[] what) {
        for (int at = in.length - what.length; at >= 0; at--) {
            if (Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
                return at;
            }
        }
        return -1;
    }
}
