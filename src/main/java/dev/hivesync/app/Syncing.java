package dev.hivesync.app;

import dev.hivesync.inbox.Inbox;
import dev.hivesync.sync.HttpBackend;
import dev.hivesync.sync.LiveChannel;
import dev.hivesync.sync.MonotonicPause;
import dev.hivesync.sync.PollSchedule;
import dev.hivesync.sync.Poller;
import dev.hivesync.sync.Session;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/// One session of one account with its poller and its live channel. It is made, and replaced, as a whole: what it
/// sends goes out with its own token, and once it is closed nothing of it reaches the inbox.
final class Syncing implements AutoCloseable {

    private final MonotonicPause pollPause = new MonotonicPause();
    private final MonotonicPause livePause = new MonotonicPause();
    private final Uplink uplink;
    private final Poller poller;
    private final LiveChannel live;

    /// @param inbox must be the account's already
    Syncing(Inbox inbox, OkHttpClient http, HttpUrl server, Session session, InstantSource clock) {
        RandomGenerator random = RandomGenerator.getDefault();
        uplink = new Uplink(inbox, clock, pollPause::nudge);
        poller = new Poller(
                new HttpBackend(http, server, session, clock),
                uplink,
                uplink,
                new PollSchedule(random),
                pollPause,
                clock);
        live = new LiveChannel(http, server, session, uplink, livePause, random);
    }

    Syncing start() {
        var _ = poller.start();
        var _ = live.start();
        return this;
    }

    void pollNow() {
        pollPause.nudge();
    }

    /// Polls and tries the live channel at once.
    void refresh() {
        pollPause.nudge();
        livePause.nudge();
    }

    void jobStarted(String jobId) {
        uplink.jobStarted(jobId);
    }

    /// @return false where that took too long to be sure
    boolean stop() {
        live.close();
        poller.close();
        try {
            return uplink.end();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        var _ = stop();
    }
}
