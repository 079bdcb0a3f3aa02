package dev.hivesync.desktop.board;

import static dev.hivesync.desktop.Samples.LIVE;
import static dev.hivesync.desktop.Samples.NOW;
import static dev.hivesync.desktop.Samples.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Samples;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Step;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenterTest {

    private static final Filter UNREAD = new Filter(new Scope.Unread(), false, "");

    private final BlockingQueue<Present> out = new LinkedBlockingQueue<>();
    private final Semaphore let = new Semaphore(0);
    private final CountDownLatch drawing = new CountDownLatch(1);
    private final List<Entry> entries = new ArrayList<>();
    private final Presenter presenter = presenter();

    private volatile long begun; // when the latest board was

    private Settings settings() {
        begun = System.nanoTime();
        return Settings.DEFAULT;
    }

    private Presenter presenter() {
        Texts texts = new Texts(Locale.ENGLISH);
        Moments moments = new Moments(texts, ZoneOffset.UTC);
        Boards boards = new Boards(new Wording(texts, moments), moments, this::settings);
        return new Presenter(boards, () -> NOW, present -> {
            drawing.countDown();
            let.acquireUninterruptibly();
            out.add(present);
        });
    }

    @AfterEach
    void close() {
        presenter.close();
    }

    private Step arrival() {
        String id = "n" + entries.size();
        entries.add(job(id, "completed", id, "x", Duration.ZERO, false));
        return Samples.arrivals(Samples.state(LIVE, entries), entries.getLast());
    }

    private Present next() throws InterruptedException {
        Present present = out.poll(1, TimeUnit.MINUTES);
        assertThat(present).as("a board").isNotNull();
        return present;
    }

    /// The first board is made and takes so long that the longest rest follows. Some more is done as that begins.
    private void rests(Runnable then) throws InterruptedException {
        presenter.accept(arrival());
        drawing.await();
        presenter.run(then);
        var _ = new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS);
        let.release(1_000);
        assertThat(next().board().rows()).hasSize(1);
    }

    @Test
    void steps_that_come_while_it_rests_are_taken_together_after_it() throws Exception {
        AtomicLong asked = new AtomicLong();
        rests(() -> {
            asked.set(System.nanoTime());
            for (int i = 0; i < 5; i++) {
                presenter.accept(arrival());
            }
        });
        Present together = next();
        assertThat(together.board().rows()).hasSize(6);
        assertThat(together.changes()).hasSize(5);
        assertThat(Duration.ofNanos(begun - asked.get())).isGreaterThan(Duration.ofMillis(120));
    }

    @Test
    void a_filter_takes_what_waits_for_the_rest_along_and_nothing_comes_twice() throws Exception {
        rests(() -> {
            presenter.accept(arrival());
            presenter.show(UNREAD);
            presenter.accept(arrival());
        });
        Present filtered = next();
        assertThat(filtered.board().filter()).isEqualTo(UNREAD);
        assertThat(filtered.changes()).hasSize(2);

        CompletableFuture<Void> rested = new CompletableFuture<>();
        presenter.in(Duration.ofMillis(300), () -> rested.complete(null));
        rested.get(1, TimeUnit.MINUTES);
        assertThat(out).isEmpty();
    }

    @Test
    void whoever_asks_for_all_so_far_waits_for_no_rest() throws Exception {
        CompletableFuture<Integer> rows = new CompletableFuture<>();
        rests(() -> {
            presenter.accept(arrival());
            presenter.run(() -> rows.complete(out.stream()
                    .mapToInt(present -> present.board().rows().size())
                    .max()
                    .orElse(0)));
        });
        assertThat(rows.get(1, TimeUnit.MINUTES)).isEqualTo(2);
    }
}
