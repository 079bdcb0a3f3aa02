package dev.hivesync.attention;

import static dev.hivesync.desktop.Samples.job;
import static dev.hivesync.desktop.Samples.minutes;
import static dev.hivesync.desktop.Samples.sync;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.inbox.Entry;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Entry FAILED = sync("f", "failed", "S", "proj-1", "a", minutes(10), false);

    @Test
    void a_failed_sync_recovers_with_the_projects_next_sync() {
        List<Entry> known = List.of(
                FAILED,
                sync("before", "success", "R", "proj-1", "a", minutes(11), false),
                sync("other", "success", "T", "proj-2", "a", minutes(9), false),
                sync("next", "success", "U", "proj-1", "a", minutes(6), false),
                sync("later", "success", "V", "proj-1", "a", minutes(1), false));
        assertThat(Recovery.of(List.of(FAILED), Recovery.synced(known))).contains(minutes(4));
        assertThat(Recovery.of(List.of(FAILED), Recovery.synced(known.subList(0, 3))))
                .isEmpty();
    }

    @Test
    void a_failed_job_recovers_when_it_completes_itself_and_by_no_other_job() {
        Entry failed = job("1", "failed", "job-1", "document_function", minutes(9), false);
        Entry done = job("2", "completed", "job-1", "document_function", minutes(7), false);
        Recovery.Synced none = Recovery.synced(List.of());
        assertThat(Recovery.of(List.of(failed, done), none)).contains(minutes(2));
        assertThat(Recovery.of(List.of(failed), none)).isEmpty();
        assertThat(Recovery.of(List.of(done), none)).isEqualTo(Optional.empty());
    }
}
