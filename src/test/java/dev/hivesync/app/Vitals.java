package dev.hivesync.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// What a JVM beside this one holds, seen from outside: its heap after a collection, its descriptors and its threads.
@NullMarked
record Vitals(double heapMb, long descriptors, long threads) {

    /// Of each generation, or of the whole heap where it has none.
    private static final Pattern USED = Pattern.compile("total .*?used (\\d+)K");
    private static final Pattern THREADS = Pattern.compile("Threads:\\s+(\\d+)");

    static Vitals of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        long used = USED.matcher(jcmd(pid, "GC.heap_info"))
                .results()
                .mapToLong(found -> Long.parseLong(found.group(1)))
                .sum();
        Matcher threads = THREADS.matcher(Files.readString(Path.of("/proc/" + pid + "/status")));
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            if (used == 0 || !threads.find()) {
                throw new IOException("the process does not tell its heap or threads");
            }
            return new Vitals(used / 1024.0, open.count(), Long.parseLong(threads.group(1)));
        }
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("jcmd: " + said);
        }
        return said;
    }

    /// The middle of each, of several samples.
    static Vitals median(List<Vitals> samples) {
        int middle = samples.size() / 2;
        return new Vitals(
                samples.stream().mapToDouble(Vitals::heapMb).sorted().toArray()[middle],
                samples.stream().mapToLong(Vitals::descriptors).sorted().toArray()[middle],
                samples.stream().mapToLong(Vitals::threads).sorted().toArray()[middle]);
    }
}
