package dev.hivesync.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// What a bad disk, a bad memory or a careless tool does to the three files of a database.
enum Harm {
    RANDOM_BYTES {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = random.nextInt(1, 40); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) random.nextInt(1, 256);
            }
            Files.write(file, bytes);
        }
    },
    ZEROED_PAGES {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                int at = random.nextInt(bytes.length / PAGE) * PAGE;
                Arrays.fill(bytes, at, at + PAGE, (byte) 0);
            }
            Files.write(file, bytes);
        }
    },
    GARBAGE_PAGES {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                garbage(bytes, random.nextInt(bytes.length / PAGE) * PAGE, PAGE, random);
            }
            Files.write(file, bytes);
        }
    },
    TRUNCATED {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(bytes, random.nextInt(1, bytes.length)));
        }
    },
    SWAPPED_PAGES {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            int pages = bytes.length / PAGE;
            int one = random.nextInt(1, pages) * PAGE;
            int two = random.nextInt(1, pages) * PAGE;
            byte[] kept = Arrays.copyOfRange(bytes, one, one + PAGE);
            System.arraycopy(bytes, two, bytes, one, PAGE);
            System.arraycopy(kept, 0, bytes, two, PAGE);
            Files.write(file, bytes);
        }
    },
    HEADER {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            garbage(bytes, 0, random.nextInt(16, PAGE), random);
            Files.write(file, bytes);
        }
    },
    MISSING_TABLE {
        @Override
        void to(Path file, RandomGenerator random) throws SQLException {
            String[] tables = {"entry", "outbox", "position"};
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + tables[random.nextInt(tables.length)]);
            }
        }
    },
    LOG_SPOT {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            Path log = log(file);
            byte[] bytes = Files.readAllBytes(log);
            int length = random.nextInt(1, 200);
            garbage(bytes, random.nextInt(bytes.length - length), length, random);
            Files.write(log, bytes);
        }
    },
    LOG_HEADER {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(log(file));
            garbage(bytes, 0, 32, random);
            Files.write(log(file), bytes);
        }
    },
    LOG_TRUNCATED {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(log(file));
            Files.write(log(file), Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        }
    },
    LOG_GARBAGE {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(log(file));
            garbage(bytes, 0, bytes.length, random);
            Files.write(log(file), bytes);
        }
    },
    LOG_DELETED {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            Files.delete(log(file));
        }
    },
    INDEX_GARBAGE {
        @Override
        void to(Path file, RandomGenerator random) throws IOException {
            byte[] bytes = Files.readAllBytes(Path.of(file + "-shm"));
            garbage(bytes, 0, bytes.length, random);
            Files.write(Path.of(file + "-shm"), bytes);
        }
    };

    static final int PAGE = 4_096;

    abstract void to(Path file, RandomGenerator random) throws IOException, SQLException;

    static Path log(Path file) {
        return Path.of(file + "-wal");
    }

    private static void garbage(byte[] bytes, int from, int length, RandomGenerator random) {
        byte[] noise = new byte[length];
        random.nextBytes(noise);
        System.arraycopy(noise, 0, bytes, from, length);
    }
}
