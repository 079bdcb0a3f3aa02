package dev.hivesync.server;

import dev.hivesync.server.live.Bus;
import dev.hivesync.server.live.PgBus;

class PgBusTest extends BusContract {

    @Override
    Bus bus() {
        return new PgBus(server.database());
    }

    @Override
    void cut() {
        server.database()
                .read(handle -> handle.createQuery("""
                                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                                WHERE application_name = 'hivesync-bus' AND datname = current_database()
                                """).mapTo(Boolean.class).list());
    }

    @Override
    void mend() {
        // PostgreSQL still runs.
    }
}
