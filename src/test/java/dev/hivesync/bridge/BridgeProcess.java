package dev.hivesync.bridge;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.hivesync.inbox.Fact;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;

/// A bridge alone in a process, so that what it costs can be told from what its tests cost. Obeys one line at a time
/// from its standard input and answers each with one number; ends with its input.
final class BridgeProcess {

    private BridgeProcess() {}

    public static void main(String[] args) throws Exception {
        BridgeLimits limits = limits(Integer.parseInt(args[1]), Duration.ofMillis(Long.parseLong(args[2])));
        try (Desk desk = new Desk(Path.of(args[0]), limits, 0);
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(desk.bridge.port());
            long published = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                System.out.println(
                        switch (words[0]) {
                            case "complete" -> {
                                long from = published;
                                published += Integer.parseInt(words[1]);
                                desk.complete(IntStream.range((int) from, (int) published)
                                        .mapToObj(i -> "n-" + i)
                                        .toArray(String[]::new));
                                yield published;
                            }
                            case "facts" ->
                                desk.facts.stream()
                                        .filter(Fact.Read.class::isInstance)
                                        .count();
                            case "heap" -> heap();
                            case "descriptors" -> descriptors();
                            default -> throw new IOException("what is " + words[0]);
                        });
            }
        }
    }

    /// The contract's, but for the number of sockets, and for times so short that a test can wait for them.
    private static BridgeLimits limits(int sockets, Duration handshake) {
        BridgeLimits contract = BridgeLimits.CONTRACT.within(handshake, handshake, Duration.ofSeconds(20));
        return new BridgeLimits(
                contract.upgrade(),
                contract.auth(),
                contract.silence(),
                contract.linger(),
                contract.status(),
                sockets,
                contract.unauthenticated(),
                contract.messagesPerSecond(),
                contract.failedProofs(),
                contract.queueEvents(),
                contract.queueBytes(),
                contract.heldEvents());
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long descriptors() {
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof UnixOperatingSystemMXBean unix ? unix.getOpenFileDescriptorCount() : 0;
    }
}
