package dev.hivesync.bench;

import dev.hivesync.server.store.Poll;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The poll's statement on the database with nothing before it: what the machine can do at most.
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final URI database;
    private final int users;
    private final Path script;

    /// @param after polls the rows with a revision above it
    Pgbench(String jdbcUrl, int users, long after, int limit, Path directory) throws IOException {
        this.database = URI.create(jdbcUrl.substring("jdbc:".length()));
        this.users = users;
        this.script = directory.resolve("poll-" + after + ".sql");
        // In the order of the statement's parameters.
        Stream<String> values =
                Stream.of(":user", ":since", ":user", ":user", Long.toString(after), Integer.toString(limit + 1));
        String sql = values.reduce(
                Poll.since("", after, limit + 1).sql().replaceAll("\\s+", " "),
                (text, value) -> text.replaceFirst("\\?", value.startsWith(":") ? value : value));
        Files.writeString(
                script,
                "\\set user random(%d, %d)%n%s;%n"
                        .formatted(BenchDatabase.FIRST_USER, BenchDatabase.FIRST_USER + users - 1, sql));
    }

    static boolean installed() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "pgbench")));
    }

    /// Polls a second.
    double run(int clients, Duration time) throws IOException, InterruptedException {
        Map<String, String> query = Stream.of(database.getQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=1",
                "--time=" + time.toSeconds(),
                "--define=since=" + Instant.now().minus(Duration.ofMinutes(30)),
                "--file=" + script,
                database.getPath().substring(1)));
        builder.environment()
                .putAll(Map.of(
                        "PGHOST", database.getHost(),
                        "PGPORT", Integer.toString(database.getPort()),
                        "PGUSER", query.get("user"),
                        "PGPASSWORD", query.get("password"),
                        // As the server's own connections have it.
                        "PGOPTIONS", "-c plan_cache_mode=force_generic_plan"));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException(String.format(Locale.ROOT, "pgbench failed over %d users: %s", users, output));
        }
        return Double.parseDouble(rate.group(1));
    }
}
