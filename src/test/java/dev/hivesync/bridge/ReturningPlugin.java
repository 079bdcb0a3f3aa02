package dev.hivesync.bridge;

import dev.hivesync.wire.BridgeFile;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/// In this process: reads on a thread of its own, and comes back with the last number it saw.
final class ReturningPlugin extends Recorded {

    interface Announced {
        BridgeFile file() throws IOException;
    }

    private final Announced announced;
    private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
    private final CountDownLatch paused = new CountDownLatch(1);
    private volatile RawPlugin connection;
    private volatile long suspendedUntil = System.nanoTime();
    private volatile boolean done;

    ReturningPlugin(Announced announced, long last) throws IOException {
        super(last);
        this.announced = announced;
        connection = RawPlugin.ready(announced.file(), last);
        thread.start();
    }

    private void run() {
        while (!done) {
            try {
                record(connection.event());
            } catch (SocketTimeoutException _) {
                // nothing new for a while
            } catch (IOException _) {
                comeBack();
            }
        }
    }

    private void record(JsonNode event) {
        JsonNode seq = event.path("seq");
        if (seq.isIntegralNumber()) {
            if (event.path("prev").asLong() != last()) {
                wrong("after " + last() + " came " + event);
            }
            record(seq.asLong());
        }
        try {
            long left = suspendedUntil - System.nanoTime();
            while (left > 0 && !paused.await(left, TimeUnit.NANOSECONDS)) {
                left = suspendedUntil - System.nanoTime();
            }
        } catch (InterruptedException _) {
            done = true;
        }
    }

    private void comeBack() {
        try {
            connection.close();
            RawPlugin next = RawPlugin.upgraded(announced.file());
            JsonNode ready = next.prove(last()).path("payload");
            if (ready.path("replay_from").asLong() != last()) {
                wrong("what came after " + last() + " is no longer held: " + ready);
            }
            connection = next;
        } catch (IOException _) {
            // tried again with the next read
        }
    }

    @Override
    public void cut() throws IOException {
        connection.close();
    }

    @Override
    public void suspend(Duration time) {
        suspendedUntil = System.nanoTime() + time.toNanos();
    }

    @Override
    public void end() throws Exception {
        done = true;
        connection.close();
        thread.join();
    }
}
