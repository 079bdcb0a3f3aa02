package dev.hivesync.app;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// The program. Does not extend JavaFX's `Application`, so that it starts from the class path without a warning.
public final class Main {

    /// What lists the commands.
    private static final Set<String> HELP = Set.of("-h", "--help");

    private Main() {}

    public static void main(String[] args) {
        Logging.silence();
        // Pictures are written with ImageIO, which beside JavaFX must not open a display of its own. The tray of
        // Windows and macOS is AWT's.
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")) {
            System.setProperty("java.awt.headless", "true");
        }
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) ->
                LoggerFactory.getLogger(Main.class).error("Thread {} ended unexpectedly", thread.getName(), failure));
        System.exit(run(args));
    }

    private static int run(String[] args) {
        try {
            Home home = Home.of(System.getenv());
            List<String> given = List.of(args);
            if (given.isEmpty()) {
                return plainly(home);
            }
            boolean help = given.stream().anyMatch(HELP::contains);
            return commandLine(home, name -> help || given.contains(name)).execute(args);
        } catch (CommandFailure e) {
            System.err.println("hivesync: " + e.getMessage());
            return e.code();
        } catch (RuntimeException e) {
            System.err.printf(
                    "hivesync: The program could not start (%s).%n",
                    e.getClass().getSimpleName());
            return ExitCode.UNREACHABLE;
        }
    }

    /// As desktops start it. There is nothing to parse, and a window that would wait for the parser.
    private static int plainly(Home home) {
        try {
            RunCommand app = new RunCommand(home, System.getenv(), InstantSource.system());
            app.hurry();
            return app.call();
        } catch (Exception e) {
            return failed(e, System.err::println);
        }
    }

    /// With every command.
    static CommandLine commandLine(Home home) {
        return commandLine(home, _ -> true);
    }

    /// @param wanted which of the commands, by name: to make one takes its part of a start that uses none
    private static CommandLine commandLine(Home home, Predicate<String> wanted) {
        CommandLine commands = new CommandLine(new RunCommand(home, System.getenv(), InstantSource.system()));
        own(home).forEach((name, command) -> {
            if (wanted.test(name)) {
                commands.addSubcommand(name, command.get());
            }
        });
        if (ServerCommands.NAMES.stream().anyMatch(wanted)) {
            ServerCommands.addTo(commands, home);
        }
        helpful(commands);
        commands.setExecutionStrategy(Main::unlessSuspicious);
        commands.setParameterExceptionHandler(Main::badUsage);
        commands.setExecutionExceptionHandler((e, command, _) -> failed(e, line -> {
            command.getErr().println(line);
            command.getErr().flush();
        }));
        return commands;
    }

    private static Map<String, Supplier<Object>> own(Home home) {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("state", () -> new StateCommand(home));
        commands.put("mark-read", () -> new MarkReadCommand(home, InstantSource.system()));
        commands.put("watch", () -> new WatchCommand(home, System.getenv(), System.out, System.err));
        commands.put("mobile", () -> new MobileCommand(home, System.getenv(), System.in, System.out));
        commands.put("diagnostics", () -> new DiagnosticsCommand(home, InstantSource.system()));
        return commands;
    }

    private static int unlessSuspicious(CommandLine.ParseResult arguments) {
        LinkArgument.suspicion(arguments.originalArgs()).ifPresent(why -> {
            throw new ParameterException(arguments.commandSpec().commandLine(), why);
        });
        return new CommandLine.RunLast().execute(arguments);
    }

    private static void helpful(CommandLine commands) {
        commands.getSubcommands().values().forEach(command -> {
            command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new Version());
            helpful(command);
        });
    }

    private static int badUsage(ParameterException e, String[] args) {
        PrintWriter err = e.getCommandLine().getErr();
        err.printf(
                "hivesync: %s. See '%s --help'.%n",
                StateCommand.sentence(e).replaceAll("\\s+", " ").replaceAll("\\.$", ""),
                e.getCommandLine().getCommandSpec().qualifiedName());
        err.flush();
        return ExitCode.USAGE;
    }

    private static int failed(Exception e, Consumer<String> say) {
        say.accept("hivesync: " + sentence(e));
        if (e instanceof CommandFailure failure) {
            return failure.code();
        }
        LoggerFactory.getLogger(Main.class).error("A command failed unexpectedly", e);
        return ExitCode.UNREACHABLE;
    }

    /// What went wrong and what to do about it, for a person.
    static String sentence(Exception e) {
        return e instanceof CommandFailure failure && failure.getMessage() != null
                ? failure.getMessage()
                : "Something unexpected went wrong (%s). %s"
                        .formatted(
                                e.getClass().getSimpleName(),
                                LoggerFactory.getLogger(Main.class).isErrorEnabled()
                                        ? "The log has the details."
                                        : "Try again, or report it with what `hivesync diagnostics` writes.");
    }
}
