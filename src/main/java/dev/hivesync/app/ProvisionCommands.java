package dev.hivesync.app;

import dev.hivesync.server.Provision;
import dev.hivesync.server.store.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `server user add` and `server project add`.
final class ProvisionCommands {

    private ProvisionCommands() {}

    /// Opens the database to provision.
    interface Databases {
        /// @param jdbcUrl null for the local server that runs
        Database open(@Nullable String jdbcUrl);
    }

    static CommandLine addTo(CommandLine server, InputStream in, PrintStream out, Databases databases) {
        return server.addSubcommand(
                        "user",
                        new CommandLine(new Group("user")).addSubcommand("add", new UserAdd(in, out, databases)))
                .addSubcommand(
                        "project",
                        new CommandLine(new Group("project")).addSubcommand("add", new ProjectAdd(out, databases)));
    }

    /// Only holds subcommands.
    @Command
    private static final class Group implements Callable<Integer> {
        private final String name;

        Group(String name) {
            this.name = name;
        }

        @Override
        public Integer call() {
            throw new CommandFailure(ExitCode.USAGE, "Say what to do: server " + name + " add …");
        }
    }

    @Command(name = "add", description = "Add a user; the password is read from standard input.")
    private static final class UserAdd implements Callable<Integer> {
        private final InputStream in;
        private final Databases databases;
        private final PrintStream out;

        @Parameters(paramLabel = "EMAIL")
        private String email = "";

        @Option(names = "--database", paramLabel = "JDBC_URL")
        private @Nullable String database;

        UserAdd(InputStream in, PrintStream out, Databases databases) {
            this.in = in;
            this.out = out;
            this.databases = databases;
        }

        @Override
        public Integer call() throws IOException {
            if (!email.matches("[^@\\s]+@[^@\\s]+")) {
                throw new CommandFailure(ExitCode.USAGE, "That is not an email address.");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String password = reader.readLine();
            if (password == null || password.length() < 8) {
                throw new CommandFailure(ExitCode.USAGE, "Give a password of at least 8 characters on standard input.");
            }
            try (Database opened = databases.open(database)) {
                out.println(new Provision(opened).user(email, password));
            }
            return ExitCode.DONE;
        }
    }

    @Command(name = "add", description = "Add a project.")
    private static final class ProjectAdd implements Callable<Integer> {
        private final Databases databases;
        private final PrintStream out;

        @Parameters(paramLabel = "ID")
        private String id = "";

        @Option(names = "--owner", required = true, paramLabel = "EMAIL")
        private String owner = "";

        @Option(names = "--name", paramLabel = "N")
        private @Nullable String name;

        @Option(names = "--repo", paramLabel = "PATH", description = "A repository on the server's machine.")
        private @Nullable Path repository;

        @Option(names = "--database", paramLabel = "JDBC_URL")
        private @Nullable String database;

        ProjectAdd(PrintStream out, Databases databases) {
            this.out = out;
            this.databases = databases;
        }

        @Override
        public Integer call() {
            if (!id.matches("[A-Za-z0-9._:-]{1,64}")) {
                throw new CommandFailure(ExitCode.USAGE, "A project id has up to 64 letters, digits and . _ : - only.");
            }
            if (repository != null && !Files.isDirectory(repository)) {
                throw new CommandFailure(ExitCode.USAGE, "--repo must be a directory that exists.");
            }
            Optional<String> path = Optional.ofNullable(repository)
                    .map(given -> given.toAbsolutePath().normalize().toString());
            try (Database opened = databases.open(database)) {
                if (!new Provision(opened).project(id, owner, name == null ? id : name, path)) {
                    throw new CommandFailure(ExitCode.REFUSED, "There is no user with that email. Add the user first.");
                }
            }
            out.println(id);
            return ExitCode.DONE;
        }
    }
}
