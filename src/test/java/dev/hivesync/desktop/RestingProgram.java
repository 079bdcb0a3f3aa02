package dev.hivesync.desktop;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/// A window that stands still, changes once and moves, and says on its output how that went.
final class RestingProgram {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /// Beats in a second of a timer that rests; one that does not has sixty.
    private static final long FEW = 10;

    private RestingProgram() {}

    public static void main(String[] args) throws Exception {
        try {
            run();
        } finally {
            System.exit(0);
        }
    }

    private static void run() throws Exception {
        CompletableFuture<Scene> shown = new CompletableFuture<>();
        FxGate.start(() -> {
            Scene scene = new Scene(new Label("Hello"), 320, 200);
            Stage stage = new Stage();
            stage.setScene(scene);
            stage.show();
            var _ = FirstFrame.of(scene).thenRun(() -> shown.complete(scene));
        });
        Scene scene = shown.get(30, TimeUnit.SECONDS);
        System.out.println(rests() ? "rests" : "never rests");
        CountDownLatch drawn = new CountDownLatch(1);
        FxGate.later(() -> {
            scene.setRoot(new Label("Changed"));
            var _ = FirstFrame.of(scene).thenRun(drawn::countDown);
        });
        System.out.println(drawn.await(20, TimeUnit.SECONDS) ? "draws" : "stands still");
        System.out.println(rests() ? "rests" : "never rests");
        CountDownLatch frames = new CountDownLatch(30);
        FxGate.later(() -> new AnimationTimer() {
            @Override
            public void handle(long now) {
                frames.countDown();
                if (frames.getCount() == 0) {
                    stop();
                }
            }
        }.start());
        System.out.println(frames.await(20, TimeUnit.SECONDS) ? "moves" : "stands still");
        System.out.println(rests() ? "rests" : "never rests");
    }

    private static boolean rests() throws InterruptedException {
        for (int second = 0; second < 20; second++) {
            long before = beats();
            var _ = new Semaphore(0).tryAcquire(1, TimeUnit.SECONDS);
            if (beats() - before <= FEW) {
                return true;
            }
        }
        return false;
    }

    /// How often the thread that beats has gone to sleep.
    private static long beats() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(Objects::nonNull)
                .filter(thread -> thread.getThreadName().equals("Headless Timer"))
                .mapToLong(ThreadInfo::getWaitedCount)
                .sum();
    }
}
