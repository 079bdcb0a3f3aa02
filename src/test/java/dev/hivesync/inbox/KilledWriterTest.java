package dev.hivesync.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program killed at any moment has kept all that it called durable, and goes on as if nothing had been.
class KilledWriterTest {

    @TempDir
    private Path home;

    private final List<String> arrived = new ArrayList<>();
    private final Set<String> marked = new HashSet<>();
    private final Set<String> sent = new HashSet<>();
    private final Set<String> live = new HashSet<>();
    private int read;

    @Test
    @Timeout(120)
    void eight_kills_lose_nothing_and_repeat_nothing() throws Exception {
        kills(8, 1);
    }

    @Test
    @Tag("faults")
    @Timeout(480)
    void two_hundred_kills_lose_nothing_and_repeat_nothing() throws Exception {
        kills(200, 2);
    }

    private void kills(int kills, long seed) throws Exception {
        RandomGenerator random = new SplittableRandom(seed);
        Path file = home.resolve("inbox.db");
        for (int kill = 0; kill < kills; kill++) {
            run(file, random.nextInt(0, 60), random.nextLong());
            InboxState state = kill % 4 == 3 ? opened(file) : Inbox.peek(file);
            assertThat(state.disk()).as("kill %d", kill).isEqualTo(Disk.FINE);
            check(state, kill);
        }
        assertThat(read + live.size() + marked.size()).isGreaterThan(kills);
        complete(file);
    }

    /// Reads what a writer says until so many lines have come, then kills it.
    private void run(Path file, int lines, long seed) throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        file.toString(),
                        Long.toString(seed))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out = writer.inputReader()) {
            for (int i = 0; i < lines; i++) {
                note(out.readLine());
            }
            writer.destroyForcibly();
            // What it had said by then counts, too.
            String line = out.readLine();
            while (line != null) {
                note(line);
                line = out.readLine();
            }
        } catch (IOException _) {
            // the pipe broke within a line
        } finally {
            writer.destroyForcibly();
            assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void note(String line) {
        assertThat(line).as("the writer goes on until it is killed").isNotNull();
        String[] words = line.split(" ", -1);
        switch (words[0]) {
            case "ARRIVED" -> arrived.add(words[1]);
            case "PAGE" -> read = Integer.parseInt(words[1]);
            case "LIVE" -> live.add(KilledWriter.id(Integer.parseInt(words[1])));
            case "READ" -> marked.add(words[1]);
            case "SENT" -> sent.add(words[1]);
            default -> throw new AssertionError("the writer said " + line);
        }
    }

    private static InboxState opened(Path file) throws Exception {
        try (Inbox inbox = Inbox.open(file, InstantSource.system())) {
            return inbox.state();
        }
    }

    private void check(InboxState state, int kill) {
        int complete = KilledWriter.read(state);
        assertThat(complete).as("the cursor after kill %d", kill).isGreaterThanOrEqualTo(read);
        assertThat(state.entries().keySet().containsAll(ids(complete)))
                .as("every row before the cursor, after kill %d", kill)
                .isTrue();
        assertThat(state.entries().keySet().containsAll(live))
                .as("live rows after kill %d", kill)
                .isTrue();
        Set<String> waiting =
                state.outbox().stream().map(OutboxItem::notificationId).collect(Collectors.toSet());
        assertThat(marked).as("marks after kill %d", kill).allSatisfy(id -> {
            Entry entry = state.entries().get(id);
            assertThat(entry).isNotNull();
            assertThat(entry.read()).isTrue();
        });
        waiting.retainAll(sent);
        assertThat(waiting).as("sent and still waiting after kill %d", kill).isEmpty();
        assertThat(state.unread())
                .isEqualTo(state.entries().values().stream()
                        .filter(entry -> !entry.read())
                        .count());
        assertThat(arrived).as("announced after kill %d", kill).doesNotHaveDuplicates();
        assertThat(state.entries().keySet().containsAll(arrived)).isTrue();
    }

    /// The rest is read: everything is there, and no more than a kill cut off was left unannounced.
    private void complete(Path file) throws Exception {
        try (Inbox inbox = Inbox.open(file, InstantSource.system())) {
            int last = inbox.state().entries().values().stream()
                    .mapToInt(entry -> (int) entry.notification().revision())
                    .max()
                    .orElseThrow();
            int from = KilledWriter.read(inbox.state());
            if (last > from) {
                var _ = inbox.submit(KilledWriter.page(inbox.state(), last - from))
                        .join();
            }
            assertThat(inbox.state().entries().keySet()).isEqualTo(new HashSet<>(ids(last)));
            assertThat(inbox.state().entries().values())
                    .allSatisfy(entry -> assertThat(entry.read() || !marked.contains(entry.id()))
                            .isTrue());
        }
    }

    private static List<String> ids(int last) {
        return IntStream.rangeClosed(1, last).mapToObj(KilledWriter::id).toList();
    }
}
