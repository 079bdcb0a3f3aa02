package dev.hivesync.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ProcessorTimeTest {

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "processes that have ended are counted through /proc")
    void a_child_that_has_ended_counts_on() throws Exception {
        long pid = ProcessHandle.current().pid();
        Duration before = ProcessorTime.ofFamily(pid).minus(own());

        Process child = new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done").start();
        assertThat(child.waitFor()).isZero();

        assertThat(ProcessorTime.ofFamily(pid).minus(own())).isGreaterThan(before.plus(Duration.ofMillis(50)));
    }

    private static Duration own() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }
}
