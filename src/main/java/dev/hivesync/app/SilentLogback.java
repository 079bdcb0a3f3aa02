package dev.hivesync.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/// Logback that logs nothing until it is told where to. By itself it would look for a configuration in each jar, at
/// each start.
public final class SilentLogback implements SLF4JServiceProvider {

    /// What SLF4J asks for providers of its own version.
    private static final String API = "2.0.99";

    private final LoggerContext context = new LoggerContext();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final LogbackMDCAdapter correlation = new LogbackMDCAdapter();

    /// Has SLF4J take this one, without a word. Before it is first used.
    static void install() {
        System.setProperty("slf4j.internal.verbosity", "WARN");
        System.setProperty("slf4j.provider", SilentLogback.class.getName());
    }

    @Override
    public void initialize() {
        context.setName("default");
        context.setMDCAdapter(correlation);
        context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        context.start();
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return context;
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return correlation;
    }

    @Override
    public String getRequestedApiVersion() {
        return API;
    }
}
