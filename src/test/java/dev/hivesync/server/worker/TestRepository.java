package dev.hivesync.server.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A real git repository with its own, isolated configuration.
public final class TestRepository {

    private final Path directory;

    public TestRepository(Path directory) throws Exception {
        this.directory = directory;
        Files.createDirectories(directory);
        git("init", "--quiet");
    }

    public Path directory() {
        return directory;
    }

    /// @return the full commit id
    public String commit(String file) throws Exception {
        Files.writeString(directory.resolve(file), file);
        git("add", ".");
        git("-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Add " + file);
        return git("rev-parse", "HEAD");
    }

    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", directory.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        builder.environment()
                .put("GIT_CONFIG_GLOBAL", directory.resolveSibling("none").toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
        return output.strip();
    }
}
