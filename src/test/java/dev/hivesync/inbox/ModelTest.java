package dev.hivesync.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Notification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Several desktops of one user, a server, and a network between them that delays, repeats, reorders and loses;
/// with restarts, pruning and a server restored from a backup. In the end all show what the server holds.
class ModelTest {

    private static final int STEPS = 200;

    /// So few that moves often concern the same row.
    private static final int FEW = 6;

    @TempDir
    private Path scratch;

    @Test
    void in_the_end_every_desktop_shows_what_the_server_holds() throws Exception {
        Seeds.each(10, this::run);
    }

    @Test
    @Tag("faults")
    void in_a_thousand_histories_too() throws Exception {
        Seeds.each(1_000, this::run);
    }

    private void run(Random random) throws Exception {
        Path home = Files.createTempDirectory(scratch, "run");
        ModelServer server = new ModelServer();
        List<ModelClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                clients.add(new ModelClient(server, home.resolve("inbox-" + i + ".db"), random));
            }
            for (int step = 0; step < STEPS; step++) {
                step(server, clients, random);
                for (LiveFrame frame : server.frames) {
                    clients.forEach(client -> client.frame(frame));
                }
                server.frames.clear();
            }
            server.prune();
            settle(server, clients);
        } finally {
            for (ModelClient client : clients) {
                client.close();
            }
        }
    }

    private static void step(ModelServer server, List<ModelClient> clients, Random random) throws Exception {
        ModelClient client = clients.get(random.nextInt(clients.size()));
        switch (random.nextInt(40)) {
            case 0, 1, 2, 3, 4 -> {
                if (server.rows().size() < FEW) {
                    server.create();
                }
            }
            case 5, 6, 7 -> elsewhere(server, random, true);
            case 8 -> elsewhere(server, random, false);
            case 9 -> {
                server.now = server.now.plus(Duration.ofDays(random.nextInt(12)));
                clients.forEach(ModelClient::cutOff);
            }
            case 10 -> server.prune();
            case 11 -> server.backUp();
            case 12 -> {
                if (random.nextInt(4) == 0) {
                    server.restore();
                    clients.forEach(ModelClient::cutOff);
                }
            }
            case 13, 14 -> client.restart();
            case 15 -> client.sweep();
            case 16, 17, 18, 19 -> client.wish();
            case 20, 21, 22, 23, 24 -> client.deliver();
            case 25, 26, 27 -> client.readOn();
            case 28, 29, 30, 31, 32 -> client.poll();
            default -> client.arrive();
        }
    }

    /// A client of another kind marks rows.
    private static void elsewhere(ModelServer server, Random random, boolean read) {
        List<String> ids = server.rows().keySet().stream().sorted().toList();
        if (!ids.isEmpty()) {
            server.mark(List.of(ids.get(random.nextInt(ids.size())), ids.get(random.nextInt(ids.size()))), read);
        }
    }

    /// What one desktop delivers changes what the others must read: two rounds reach all.
    private static void settle(ModelServer server, List<ModelClient> clients) throws Exception {
        for (int round = 0; round < 2; round++) {
            for (ModelClient client : clients) {
                client.settle();
            }
        }
        server.prune();
        for (ModelClient client : clients) {
            client.settle();
            while (client.sweep()) {
                client.settle();
            }
            Map<String, Notification> shown = new HashMap<>();
            client.state().entries().forEach((id, entry) -> {
                // A mark that met a row on its way out: the answer does not say so, and the row stays here as wanted.
                if (entry.answered() == 0 || server.rows().containsKey(id)) {
                    shown.put(id, entry.notification());
                }
            });
            assertThat(lines(shown)).containsExactlyInAnyOrderElementsOf(lines(server.rows()));
            assertThat(shown.values().stream().filter(row -> !row.read())).hasSize(server.unread());
            assertThat(client.state().outbox()).isEmpty();
            assertThat(client.announced()).containsAll(client.state().entries().keySet());
        }
    }

    private static List<String> lines(Map<String, Notification> rows) {
        return rows.values().stream()
                .map(row -> row.notificationId() + " " + row.revision() + " " + row.createdAt() + " " + row.readAt())
                .sorted()
                .toList();
    }
}
