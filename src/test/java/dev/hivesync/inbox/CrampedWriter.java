package dev.hivesync.inbox;

import java.nio.file.Path;
import java.time.InstantSource;

/// A program whose files may not grow beyond a limit: fills an inbox, says when the disk refuses and when it goes on.
final class CrampedWriter {

    private static final int ROWS = 20_000;

    private CrampedWriter() {}

    public static void main(String[] args) throws Exception {
        try (Inbox inbox = Inbox.open(Path.of(args[0]), InstantSource.system())) {
            inbox.observe(step -> {
                if (step.state().disk().refusing()) {
                    System.out.println("REFUSED " + step.state().entries().size());
                }
            });
            InboxState state =
                    inbox.submit(KilledWriter.page(inbox.state(), ROWS)).join();
            System.out.println(
                    "DURABLE " + state.entries().size() + " " + state.disk().refusing());
        }
    }
}
