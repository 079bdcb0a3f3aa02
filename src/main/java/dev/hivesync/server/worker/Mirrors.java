package dev.hivesync.server.worker;

import dev.hivesync.server.worker.Git.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Bare mirrors of the projects' repositories, one directory each.
final class Mirrors {

    private static final Pattern HEAD = Pattern.compile("^([0-9a-f]{40,64})\tHEAD$", Pattern.MULTILINE);
    private static final String OURS = "refs/hivesync/head";
    private static final int ABBREVIATED = 7;

    private final Git git;
    private final Path directory;

    Mirrors(Git git, Path directory) {
        this.git = git;
        this.directory = directory;
    }

    /// What a look at a repository found.
    sealed interface Found {
        /// @param commit the full id
        record Head(String commit) implements Found {}

        /// @param sentence clean: no path, nothing of git's own words
        record Problem(String sentence) implements Found {}
    }

    static String abbreviated(String commit) {
        return commit.substring(0, ABBREVIATED);
    }

    /// Where the repository stands now.
    Found look(String repository) {
        if (!Files.isDirectory(Path.of(repository))) {
            return new Found.Problem("The repository was not found.");
        }
        return switch (git.run("ls-remote", "--quiet", absolute(repository), "HEAD")) {
            case Result.Done done -> {
                Matcher head = HEAD.matcher(done.output());
                yield head.find()
                        ? new Found.Head(head.group(1))
                        : new Found.Problem("The repository has no commit yet.");
            }
            case Result.Failed failed -> problem(failed);
            case Result.TookTooLong _ -> tooLong();
            case Result.NotInstalled _ -> notInstalled();
        };
    }

    /// Brings the project's mirror up to date.
    ///
    /// @return the abbreviated commit the mirror now has, in [Found.Head]
    Found update(String projectId, String repository) {
        String mirror =
                directory.resolve(fileName(projectId) + ".git").toAbsolutePath().toString();
        Result result = git.run("init", "--quiet", "--bare", mirror);
        if (result instanceof Result.Done) {
            result = git.run(
                    "--git-dir",
                    mirror,
                    "fetch",
                    "--quiet",
                    "--force",
                    "--prune",
                    "--no-tags",
                    "--update-shallow",
                    "--no-write-fetch-head",
                    absolute(repository),
                    "+HEAD:" + OURS,
                    "+refs/heads/*:refs/heads/*");
        }
        if (result instanceof Result.Done) {
            result = git.run("--git-dir", mirror, "rev-parse", "--short=" + ABBREVIATED, "--verify", OURS);
        }
        return switch (result) {
            case Result.Done done -> new Found.Head(done.output().strip());
            case Result.Failed failed -> problem(failed);
            case Result.TookTooLong _ -> tooLong();
            case Result.NotInstalled _ -> notInstalled();
        };
    }

    private static Found problem(Result.Failed failed) {
        String words = failed.output().toLowerCase(Locale.ROOT);
        return new Found.Problem(
                words.contains("not a git repository") || words.contains("does not appear to be a git repository")
                        ? "The folder is not a Git repository."
                        : "Git could not read the repository.");
    }

    private static Found tooLong() {
        return new Found.Problem("Git took too long and was stopped.");
    }

    private static Found notInstalled() {
        return new Found.Problem("Git is not installed.");
    }

    private static String absolute(String repository) {
        return Path.of(repository).toAbsolutePath().toString();
    }

    /// A project id may hold anything; a file name may not.
    private static String fileName(String projectId) {
        return projectId.matches("[A-Za-z0-9_-]{1,64}") ? projectId : "p" + Integer.toHexString(projectId.hashCode());
    }
}
