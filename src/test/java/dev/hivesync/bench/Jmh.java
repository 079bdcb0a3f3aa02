package dev.hivesync.bench;

import dev.hivesync.wire.Json;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.generators.core.BenchmarkGenerator;
import org.openjdk.jmh.generators.core.FileSystemDestination;
import org.openjdk.jmh.generators.reflection.RFGeneratorSource;
import tools.jackson.databind.JsonNode;

/// Runs JMH from a build that knows nothing of it: writes the harness for the classes, compiles it and starts JMH's own
/// program, which measures each benchmark in a JVM of its own.
final class Jmh {

    private Jmh() {}

    /// By the name of the method, in the class's own unit.
    record Times(Map<String, Double> byName) {
        double of(String name) {
            Double time = byName.get(name);
            if (time == null) {
                throw new IllegalArgumentException(name + " was not measured");
            }
            return time;
        }
    }

    /// @param names the methods; each has a floor beside it
    static Times run(Path directory, List<Class<?>> benchmarks, List<String> names)
            throws IOException, InterruptedException {
        Path sources = Files.createDirectory(directory.resolve("sources"));
        Path classes = Files.createDirectory(directory.resolve("classes"));
        generate(sources, classes, benchmarks);
        String classPath = classes + File.pathSeparator + System.getProperty("java.class.path");
        compile(sources, classes, classPath);
        Path result = directory.resolve("jmh.json");
        measure(classPath, names, result, directory.resolve("jmh.log"));
        Map<String, Double> times = new HashMap<>();
        for (JsonNode one : Json.MAPPER.readTree(result.toFile())) {
            String name = one.path("benchmark").asString();
            times.put(
                    name.substring(name.lastIndexOf('.') + 1),
                    one.path("primaryMetric").path("score").asDouble());
        }
        return new Times(times);
    }

    private static void generate(Path sources, Path classes, List<Class<?>> benchmarks) throws IOException {
        RFGeneratorSource source = new RFGeneratorSource();
        benchmarks.forEach(source::processClasses);
        FileSystemDestination destination = new FileSystemDestination(classes.toFile(), sources.toFile());
        BenchmarkGenerator generator = new BenchmarkGenerator();
        generator.generate(source, destination);
        generator.complete(source, destination);
        if (destination.hasErrors()) {
            throw new IOException("JMH's harness cannot be made: " + destination.getErrors());
        }
    }

    private static void compile(Path sources, Path classes, String classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> found = Files.walk(sources)) {
            List<Path> units =
                    found.filter(file -> file.toString().endsWith(".java")).toList();
            boolean done = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of("-nowarn", "-proc:none", "-classpath", classPath, "-d", classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(units))
                    .call();
            if (!done) {
                throw new IOException("JMH's harness does not compile: " + said);
            }
        }
    }

    private static void measure(String classPath, List<String> names, Path result, Path log)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--sun-misc-unsafe-memory-access=allow",
                "-classpath",
                classPath,
                Main.class.getName(),
                "-jvmArgs",
                "-Xmx512m --sun-misc-unsafe-memory-access=allow",
                "-rf",
                "json",
                "-rff",
                result.toString()));
        command.addAll(
                Rounds.quick()
                        ? List.of("-f", "1", "-wi", "1", "-w", "1s", "-i", "2", "-r", "200ms")
                        : List.of("-f", "1", "-wi", "3", "-w", "700ms", "-i", "4", "-r", "300ms"));
        command.add("\\.(" + String.join("|", names) + ")(Floor)?$");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (process.waitFor() != 0 || !Files.exists(result)) {
            throw new IOException("JMH failed: " + Files.readString(log));
        }
    }
}
