package dev.hivesync.alerts.awt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.alerts.Alert;
import dev.hivesync.wire.Priority;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The part of Windows and macOS that can be looked at anywhere.
class OtherSystemsTest {

    @Test
    void text_reaches_applescript_as_arguments_after_the_end_of_options_and_never_as_script() {
        String hostile = "\" & (do shell script \"touch /tmp/x\") & \"";
        Alert alert =
                new Alert("k", Instant.EPOCH, Set.of("1"), "-e " + hostile, hostile, Priority.HIGH, false, List.of());
        List<String> command = Osascript.command(alert);
        int end = command.indexOf("--");
        assertThat(command.subList(0, end)).noneMatch(part -> part.contains("shell script"));
        assertThat(command.subList(end + 1, command.size())).containsExactly("-e " + hostile, hostile);
    }

    @ParameterizedTest(name = "state {0} wants quiet: {1}")
    @CsvSource({"0,false", "1,true", "2,true", "3,true", "4,true", "5,false", "6,true", "7,false"})
    void windows_wants_quiet_in_these_states(int state, boolean quiet) {
        assertThat(SystemQuiet.wantsQuiet(state)).isEqualTo(quiet);
    }
}
