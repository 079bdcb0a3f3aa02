package dev.hivesync.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever was done to the files: the inbox opens, every wish whose page was not hit is still there, and the rest
/// is read anew.
@Timeout(60)
class DamagedInboxTest {

    @TempDir
    private static Path fixture;

    private static KilledInbox killed;

    @BeforeAll
    static void prepare() throws Exception {
        killed = KilledInbox.in(fixture);
    }

    @ParameterizedTest
    @EnumSource
    void the_inbox_survives(Harm harm, @TempDir Path directory) throws Exception {
        DamagedInbox.Found found = DamagedInbox.after(harm, harm.ordinal(), killed, directory);

        assertThat(found.saved()).isGreaterThanOrEqualTo(found.unharmed());
    }

    @ParameterizedTest
    @EnumSource
    @Tag("faults")
    @Timeout(240)
    void the_inbox_survives_a_hundred_times(Harm harm, @TempDir Path directory) throws Exception {
        int rebuilt = 0;
        int whole = 0;
        int again = 0;
        Map<String, Integer> sums = new java.util.TreeMap<>();
        for (int seed = 0; seed < 100; seed++) {
            Path round = Files.createDirectory(directory.resolve("r" + seed));
            DamagedInbox.Found found = DamagedInbox.after(harm, seed, killed, round);
            rebuilt += found.rebuilt() ? 1 : 0;
            whole += found.saved() == found.pending() ? 1 : 0;
            again += found.announcedAgain();
            sums.merge("pending", found.pending(), Integer::sum);
            sums.merge("unharmed", found.unharmed(), Integer::sum);
            sums.merge("saved", found.saved(), Integer::sum);
        }
        System.out.printf(
                "%s: rebuilt %d of 100, whole outbox %d, wishes %s, announced again %d%n",
                harm, rebuilt, whole, sums, again);
        assertThat(sums.get("saved")).isGreaterThanOrEqualTo(sums.get("unharmed"));
    }
}
