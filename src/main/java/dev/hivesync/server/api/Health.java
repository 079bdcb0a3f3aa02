package dev.hivesync.server.api;

import dev.hivesync.server.store.Database;
import dev.hivesync.server.store.Jobs;
import dev.hivesync.server.store.Workers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/// How the parts are that this instance stands on.
final class Health {

    private static final String OK = "ok";
    private static final String FAILED = "failed";

    private final Database database;
    private final Jobs jobs;
    private final Workers workers;
    private final BooleanSupplier bus;
    private final IntSupplier listeners;

    /// @param bus whether the other instances can be heard
    /// @param listeners how many clients are on the live channel
    Health(Database database, Jobs jobs, Workers workers, BooleanSupplier bus, IntSupplier listeners) {
        this.database = database;
        this.jobs = jobs;
        this.workers = workers;
        this.bus = bus;
        this.listeners = listeners;
    }

    /// @param status `ok`; `degraded` where clients are served with delays; `failed` without the database
    /// @param workers every kind that was ever heard of; empty without the database
    /// @param queue jobs that wait for a worker, by kind; empty without the database
    record Report(
            String status,
            String database,
            String bus,
            List<Worker> workers,
            Map<String, Integer> queue,
            Database.Pool pool,
            int liveSockets) {

        boolean databaseUp() {
            return database.equals(OK);
        }

        boolean busConnected() {
            return bus.equals(OK);
        }
    }

    /// @param status `ok`, or `silent` where nothing was heard of it for too long
    record Worker(String worker, String status, Instant seenAt) {
        boolean up() {
            return status.equals(OK);
        }
    }

    Report look() {
        String heard = bus.getAsBoolean() ? OK : FAILED;
        try {
            List<Worker> seen = workers.all().stream()
                    .map(one -> new Worker(one.worker(), one.reachable() ? OK : "silent", one.seenAt()))
                    .toList();
            Map<String, Integer> queue = jobs.waiting();
            boolean well = heard.equals(OK) && seen.stream().allMatch(Worker::up);
            return new Report(well ? OK : "degraded", OK, heard, seen, queue, database.pool(), listeners.getAsInt());
        } catch (RuntimeException e) {
            if (!Database.unreachable(e)) {
                throw e;
            }
            return new Report(FAILED, FAILED, heard, List.of(), Map.of(), database.pool(), listeners.getAsInt());
        }
    }
}
