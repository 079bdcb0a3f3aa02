package dev.hivesync.server;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A program that starts a database, prints its postmaster's pid and waits to be killed.
final class KilledServer {

    private KilledServer() {}

    public static void main(String[] args) throws Exception {
        EmbeddedDatabase database = EmbeddedDatabase.start(Path.of(args[0]), Path.of(args[1]));
        System.out.println("postmaster " + database.pid());
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
