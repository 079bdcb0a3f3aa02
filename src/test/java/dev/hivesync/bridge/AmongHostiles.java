package dev.hivesync.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Each case of a table is done to one bridge in a process of its own, with a good plugin connected all along.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AmongHostiles {

    private static final int MOST_GROWTH = 5_000_000;
    private static final Duration HANDSHAKE = Duration.ofSeconds(2);

    BridgeChild bridge;
    Witness witness;
    private long heapBefore;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        bridge = BridgeChild.start(directory, 64, HANDSHAKE);
        witness = new Witness(bridge.file());
        new Hostile("one of each class is loaded", RawPlugin::upgrade, "").happens(bridge.file());
        witness.hasSeen(bridge.ask("complete 3"));
        heapBefore = bridge.ask("heap");
    }

    @AfterAll
    void stop() throws Exception {
        witness.close();
        bridge.close();
    }

    /// The table: one line a case.
    abstract Stream<Hostile> cases();

    @TestFactory
    Stream<DynamicTest> each_gets_its_answer_and_costs_nobody_else_anything() {
        return cases().map(hostile -> DynamicTest.dynamicTest(hostile.name(), () -> {
            assertThat(hostile.happens(bridge.file()))
                    .isIn((Object[]) hostile.outcome().split("\\|", -1));
            costNothing();
        }));
    }

    void costNothing() throws Exception {
        witness.hasSeen(bridge.ask("complete 3"));
        assertThat(bridge.ask("heap") - heapBefore)
                .as("bytes of heap more than before")
                .isLessThan(MOST_GROWTH);
        assertThat(bridge.ask("facts")).as("what a hostile marked read").isZero();
    }
}
