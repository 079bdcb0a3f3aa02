package dev.hivesync.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/// What pgbench does, over JDBC in a process of its own.
record JdbcFloor(Floor.Work work) implements Floor {

    private static final Duration WARM = Duration.ofSeconds(2);

    @Override
    public String name() {
        return "the statement over JDBC (no pgbench here)";
    }

    @Override
    public double run(int clients, Duration time) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        JdbcFloor.class.getName(),
                        work.jdbcUrl(),
                        Integer.toString(work.users()),
                        Long.toString(work.after()),
                        Integer.toString(clients),
                        Long.toString(time.toMillis()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("the loop over JDBC failed: " + output);
        }
        return Double.parseDouble(output.strip());
    }

    public static void main(String[] args) throws Exception {
        Floor.Work work = new Floor.Work(args[0], Integer.parseInt(args[1]), Long.parseLong(args[2]));
        int clients = Integer.parseInt(args[3]);
        polled(work, clients, WARM);
        Duration time = Duration.ofMillis(Long.parseLong(args[4]));
        System.out.println(polled(work, clients, time) * 1e9 / time.toNanos());
    }

    private static long polled(Floor.Work work, int clients, Duration time) throws Exception {
        long polls = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Long>> all = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                all.add(threads.submit(() -> loop(work, time)));
            }
            for (Future<Long> one : all) {
                polls += one.get();
            }
        }
        return polls;
    }

    private static long loop(Floor.Work work, Duration time) throws SQLException {
        long polls = 0;
        try (Connection connection = DriverManager.getConnection(work.jdbcUrl());
                var settings = connection.createStatement()) {
            settings.execute("SET plan_cache_mode = force_generic_plan");
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() < end) {
                poll(connection, work);
                polls++;
            }
        }
        return polls;
    }

    private static void poll(Connection connection, Floor.Work work) throws SQLException {
        String user = Integer.toString(
                BenchDatabase.FIRST_USER + ThreadLocalRandom.current().nextInt(work.users()));
        try (PreparedStatement statement = connection.prepareStatement(work.sql())) {
            statement.setString(1, user);
            statement.setObject(2, OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(30));
            statement.setString(3, user);
            statement.setString(4, user);
            statement.setLong(5, work.after());
            statement.setLong(6, Floor.Work.LIMIT + 1L);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    // Received, and not looked into.
                }
            }
        }
    }
}
