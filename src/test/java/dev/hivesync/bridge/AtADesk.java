package dev.hivesync.bridge;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// Each test has a running bridge of its own.
abstract class AtADesk {

    @TempDir
    Path directory;

    Desk desk;

    @BeforeEach
    void start() throws Exception {
        desk = new Desk(directory);
    }

    @AfterEach
    void stop() {
        desk.close();
    }
}
