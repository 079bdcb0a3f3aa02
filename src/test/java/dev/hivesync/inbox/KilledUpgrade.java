package dev.hivesync.inbox;

import java.nio.file.Path;
import java.sql.Connection;
import org.sqlite.ProgressHandler;

/// A program that upgrades a database and dies within, after so many beats of SQLite's machine; without a number it
/// says how many beats the whole takes.
final class KilledUpgrade {

    private static final int INSTRUCTIONS_PER_BEAT = 200;
    private static final int KILLED = 137;

    private KilledUpgrade() {}

    public static void main(String[] args) throws Exception {
        long last = args.length > 1 ? Long.parseLong(args[1]) : Long.MAX_VALUE;
        long[] beats = {0};
        try (Connection connection = InboxStore.connect(Path.of(args[0]))) {
            ProgressHandler.setHandler(connection, INSTRUCTIONS_PER_BEAT, new ProgressHandler() {
                @Override
                protected int progress() {
                    if (++beats[0] > last) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                    return 0;
                }
            });
            Schema.upgrade(connection);
            System.out.println(beats[0]);
        }
    }
}
