package dev.hivesync.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// PostgreSQL's own load program with the poll's statement, prepared.
final class Pgbench implements Floor {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final URI database;
    private final Path script;

    Pgbench(Floor.Work work, Path directory) throws IOException {
        this.database = URI.create(work.jdbcUrl().substring("jdbc:".length()));
        this.script = directory.resolve("poll-" + work.after() + ".sql");
        // In the order of the statement's parameters.
        String sql = work.sql();
        for (String value : List.of(":user", ":since", ":user", ":user", ":after", ":limit")) {
            sql = sql.replaceFirst("\\?", value);
        }
        Files.writeString(script, """
                \\set user random(%d, %d)
                \\set after %d
                \\set limit %d
                %s;
                """.formatted(
                        BenchDatabase.FIRST_USER,
                        BenchDatabase.FIRST_USER + work.users() - 1,
                        work.after(),
                        Floor.Work.LIMIT + 1,
                        sql));
    }

    @Override
    public String name() {
        return "pgbench";
    }

    @Override
    public double run(int clients, Duration time) throws IOException, InterruptedException {
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
                        "PGUSER", query.getOrDefault("user", ""),
                        "PGPASSWORD", query.getOrDefault("password", ""),
                        // As the server's own connections have it.
                        "PGOPTIONS", "-c plan_cache_mode=force_generic_plan"));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher rate = RATE.matcher(output);
        if (process.waitFor() != 0 || !rate.find()) {
            throw new IOException("pgbench failed: " + output);
        }
        return Double.parseDouble(rate.group(1));
    }
}
