package dev.hivesync.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.logging.LogManager;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/// The program's log: five files of 1 MB under `logs/`, nothing on the terminal.
final class Logging {

    static final String FILE = "hivesync.log";

    private static final FileSize FILE_SIZE = new FileSize(1_000_000);
    private static final int OLD_FILES = 4;

    private Logging() {}

    /// Silences every library that would write to the terminal. First call of each program.
    static void silence() {
        SilentLogback.install();
        LogManager.getLogManager().reset();
        context().reset();
        context().getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
    }

    /// Logs to `directory` from here on.
    static void to(Path directory) throws IOException {
        PrivateFile.directory(directory);
        LoggerContext context = context();

        MaskingEncoder encoder = new MaskingEncoder(new Masking(homes(directory)));
        encoder.setContext(context);
        // A line break in a message would begin a line that nobody wrote.
        encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSX, UTC} %-5level %logger{0} [%thread] %X{correlation}"
                + " %replace(%msg){'[\\r\\n]+', ' '}%n");
        encoder.start();

        PrivateLogFile<ILoggingEvent> file = new PrivateLogFile<>();
        file.setContext(context);
        file.setFile(directory.resolve(FILE).toString());
        file.setEncoder(encoder);

        FixedWindowRollingPolicy rolling = new FixedWindowRollingPolicy();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(directory.resolve("hivesync.%i.log").toString());
        rolling.setMinIndex(1);
        rolling.setMaxIndex(OLD_FILES);
        rolling.start();
        file.setRollingPolicy(rolling);

        SizeBasedTriggeringPolicy<ILoggingEvent> trigger = new SizeBasedTriggeringPolicy<>();
        trigger.setContext(context);
        trigger.setMaxFileSize(FILE_SIZE);
        // Logback looks once a minute, and a minute of trouble writes more than a megabyte.
        trigger.setCheckIncrement(Duration.buildByMilliseconds(1));
        trigger.start();
        file.setTriggeringPolicy(trigger);
        file.start();

        ch.qos.logback.classic.Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        // Says what a hostile frame made it stumble over, line by line.
        context.getLogger("org.java_websocket").setLevel(Level.OFF);
        // Prints the messages that it sends, secrets and all.
        context.getLogger("org.freedesktop").setLevel(Level.OFF);
        root.addAppender(file);
        context.getLogger("dev.hivesync").setLevel(Level.INFO);
    }

    /// The longest first: one may lie within the other.
    private static List<String> homes(Path logs) {
        return Stream.of(logs.getParent(), Path.of(System.getProperty("user.home")))
                .filter(Objects::nonNull)
                .map(Path::toAbsolutePath)
                .filter(home -> home.getNameCount() > 0)
                .map(Path::toString)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }
}
