package dev.hivesync.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/// What no implementation of the path can do without: a row committed to PostgreSQL's disk, the same to SQLite's, and
/// three trips over the loopback interface.
final class BareWay implements AutoCloseable {

    private static final int BYTES = 300;

    private final Connection postgres;
    private final Connection sqlite;
    private final PreparedStatement toPostgres;
    private final PreparedStatement toSqlite;
    private final SocketChannel here;
    private final SocketChannel there;
    private final ByteBuffer message = ByteBuffer.allocateDirect(BYTES);
    private final String row = "x".repeat(BYTES);

    BareWay(String jdbcUrl, Path directory) throws SQLException, IOException {
        postgres = DriverManager.getConnection(jdbcUrl);
        sqlite = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("bare.db"));
        try (Statement one = postgres.createStatement();
                Statement other = sqlite.createStatement()) {
            one.execute("CREATE TABLE bare (id bigserial PRIMARY KEY, row text)");
            other.execute("PRAGMA journal_mode = WAL");
            other.execute("PRAGMA synchronous = FULL");
            other.execute("CREATE TABLE bare (id INTEGER PRIMARY KEY, row TEXT)");
        }
        toPostgres = postgres.prepareStatement("INSERT INTO bare (row) VALUES (?)");
        toSqlite = sqlite.prepareStatement("INSERT INTO bare (row) VALUES (?)");
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            here = SocketChannel.open(server.getLocalAddress());
            there = server.accept();
        }
        here.setOption(StandardSocketOptions.TCP_NODELAY, true);
        for (int i = 0; i < 200; i++) {
            var _ = once();
        }
    }

    /// In milliseconds.
    double once() throws SQLException, IOException {
        long start = System.nanoTime();
        for (int trip = 0; trip < 3; trip++) {
            message.clear();
            while (message.hasRemaining()) {
                here.write(message);
            }
            message.clear();
            while (message.hasRemaining()) {
                there.read(message);
            }
        }
        toPostgres.setString(1, row);
        toPostgres.executeUpdate();
        toSqlite.setString(1, row);
        toSqlite.executeUpdate();
        return (System.nanoTime() - start) / 1e6;
    }

    @Override
    public void close() throws SQLException, IOException {
        here.close();
        there.close();
        sqlite.close();
        postgres.close();
    }
}
