package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;

class FxGateTest {

    @Test
    void many_values_between_two_pulses_become_one_update() throws Exception {
        FxToolkit.registerPrimaryStage();
        List<Integer> updates = new CopyOnWriteArrayList<>();
        CountDownLatch busy = new CountDownLatch(1);
        FxGate<Integer> gate = new FxGate<>(Integer::sum, updates::add);
        CountDownLatch begun = new CountDownLatch(1);
        gate.run(() -> {
            begun.countDown();
            waitFor(busy);
        });
        begun.await();
        for (int i = 0; i < 1_000; i++) {
            gate.offer(1);
        }
        busy.countDown();
        await().until(() -> !updates.isEmpty());
        assertThat(updates).containsExactly(1_000);
    }

    @Test
    void a_task_sees_all_that_was_offered_before_it() throws Exception {
        FxToolkit.registerPrimaryStage();
        List<String> seen = new CopyOnWriteArrayList<>();
        FxGate<String> gate = new FxGate<>(String::concat, seen::add);
        gate.offer("a");
        gate.offer("b");
        gate.run(() -> seen.add("task"));
        await().until(() -> seen.contains("task"));
        assertThat(seen).endsWith("task");
        assertThat(String.join("", seen)).isEqualTo("abtask");
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
