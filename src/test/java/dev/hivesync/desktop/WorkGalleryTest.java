package dev.hivesync.desktop;

import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.work.Answer;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.Failure;
import dev.hivesync.desktop.work.FakeJobs;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

/// Renders what was asked for and the banners to `target/gallery`, to be looked at.
class WorkGalleryTest {

    private static final Link OFFLINE = new Link(Connection.OFFLINE, Samples.NOW.plusSeconds(87), 120);

    private final FakeJobs jobs = new FakeJobs();
    private final Errands errands = new Errands(jobs, _ -> Optional.empty(), () -> false);

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @Test
    void a_retry_from_asking_to_its_end() throws Exception {
        try (Pictures pictures = new Pictures(Size.USUAL, errands).show(Samples.present(failures(Samples.LIVE)))) {
            pictures.select("job:job-9001").take("retry");
            pictures.press(KeyCode.A).take("retry-asking");
            pictures.then(_ -> jobs.take(new Answer.Failed<>(Failure.UNREACHABLE)))
                    .once(scene -> scene.lookup(".work-failed") != null)
                    .take("retry-failed");
            pictures.press(KeyCode.A)
                    .then(_ -> jobs.take(new Answer.Done<>("job-9002")))
                    .once(scene -> scene.lookup(".work-standing") != null)
                    .take("retry-queued");
            pictures.show(Samples.present(failures(OFFLINE)))
                    .select("sync:sync-341")
                    .take("retry-offline");
        }
    }

    @Test
    void banners() throws Exception {
        Entry synced = Samples.sync("s9", "success", "sync-342", "proj-1", "9d02c1e", Duration.ofSeconds(5), false);
        Entry maintenance = Samples.entry(
                "m1",
                "system_maintenance_warning",
                null,
                new Payload.SystemNotice(
                        "Planned maintenance tonight from 22:00 to 22:15 UTC. Syncs pause for that time.",
                        Samples.NOW.plusSeconds(27_000),
                        Samples.NOW.plusSeconds(28_000),
                        null),
                Samples.minutes(3),
                false);
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(synced);
        entries.add(maintenance);
        try (Pictures pictures =
                new Pictures(Size.USUAL, errands).show(Samples.present(Samples.state(Samples.LIVE, entries)))) {
            pictures.select("preview:demo-K7QX2M").take("banners");
        }
        try (Pictures pictures =
                new Pictures(Size.SMALLEST, errands).show(Samples.present(Samples.state(Samples.LIVE, entries)))) {
            pictures.take("banners-narrow");
            pictures.show(Samples.present(Samples.state(new Link(Connection.SIGNED_OUT, null, 0), Samples.day())))
                    .take("session-expired");
        }
    }

    private static InboxState failures(Link link) {
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.add(Samples.sync("s9", "failed", "sync-341", "proj-2", "afe127c", Samples.minutes(2), false));
        entries.add(Samples.job("f9", "failed", "job-9001", "suggest_tests", Samples.minutes(3), false));
        return Samples.state(link, entries);
    }
}
