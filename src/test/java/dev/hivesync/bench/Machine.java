package dev.hivesync.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What was measured, on what and when: the head of the report.
///
/// @param load processes that wanted a processor over the minute before; negative where the system does not say
record Machine(String date, String processor, String system, String java, String commit, double load) {

    static Machine now() {
        OperatingSystemMXBean bean = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                OffsetDateTime.now(ZoneOffset.UTC)
                        .format(DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)),
                String.format(
                        Locale.ROOT,
                        "%d × %s, %.0f GB of memory",
                        bean.getAvailableProcessors(),
                        processorName(),
                        bean.getTotalMemorySize() / 1e9),
                System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"),
                System.getProperty("java.vendor.version", "") + " " + System.getProperty("java.version"),
                head(),
                bean.getSystemLoadAverage());
    }

    private static String processorName() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor");
        } catch (IOException _) {
            return "processor";
        }
    }

    private static String head() {
        String name = git("rev-parse", "--short=10", "HEAD");
        return name.isEmpty() ? "unknown" : git("status", "--porcelain").isEmpty() ? name : name + " with changes";
    }

    private static String git(String... arguments) {
        try {
            ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(arguments)));
            builder.command().addFirst("git");
            Process process = builder.directory(
                            Path.of(System.getProperty("hivesync.basedir", ".")).toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException _) {
            return "";
        }
    }

    /// @param took the whole run, the build before it left out
    String markdown(Duration took) {
        return String.format(
                Locale.ROOT,
                """
                | | |
                |---|---|
                | date | %s |
                | commit | %s |
                | command | `./mvnw -Pbench%s verify` |
                | machine | %s |
                | system | %s; Java %s |
                | load before the start | %.1f |
                | took | %d min %d s |

                """,
                date,
                commit,
                Rounds.quick() ? " -Dbench.quick=true" : "",
                processor,
                system,
                java.strip(),
                load,
                took.toMinutes(),
                took.toSecondsPart());
    }
}
