import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Other programs and whole directories.
final class Commands {

    private Commands() {}

    /// Runs a tool of the JDK that this runs on.
    static void jdk(String tool, List<String> arguments) throws IOException, InterruptedException {
        run(Path.of(System.getProperty("java.home"), "bin", tool).toString(), arguments);
    }

    static void run(String program, List<String> arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(program), arguments.stream()).toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    Path.of(program).getFileName() + " " + String.join(" ", arguments) + "\n" + said.strip());
        }
    }

    static boolean installed(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    static void deleteTree(Path directory) throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }

    static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : (Iterable<Path>) all::iterator) {
                Path there = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(each, there, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    /// Bytes of all files in it, or of the file.
    static long size(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
                    .mapToLong(each -> each.toFile().length())
                    .sum();
        }
    }

    /// Puts a file there, with what stands in it as `@NAME@` filled in.
    static void fill(Path template, Path file, java.util.Map<String, String> values) throws IOException {
        String text = Files.readString(template);
        for (var value : values.entrySet()) {
            text = text.replace('@' + value.getKey() + '@', value.getValue());
        }
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
