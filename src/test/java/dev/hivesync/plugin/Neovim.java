package dev.hivesync.plugin;

import dev.hivesync.wire.Json;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A real, headless Neovim with the plugin on its runtime path, asked in Lua.
final class Neovim implements AutoCloseable {

    private static final Path BASE = Path.of(System.getProperty("hivesync.basedir", "."));
    private static final int PATIENCE_MILLIS = 30_000;

    private final Process process;
    private final Socket socket;
    private final BufferedReader answers;

    static boolean installed() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "nvim")));
    }

    /// @param home also Neovim's own, so that nobody's configuration takes part
    Neovim(Path home) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(PATIENCE_MILLIS);
            List<String> command = List.of(
                    "nvim",
                    "--headless",
                    "--clean",
                    "--cmd",
                    "set runtimepath+=" + BASE.resolve("src/editors/nvim"),
                    "-c",
                    "luafile " + BASE.resolve("src/test/resources/nvim/harness.lua"));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.redirectOutput(home.resolve("nvim.log").toFile());
            builder.environment().put("HARNESS_PORT", Integer.toString(server.getLocalPort()));
            builder.environment().put("HIVESYNC_HOME", home.toString());
            builder.environment().put("HOME", home.toString());
            process = builder.start();
            socket = server.accept();
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /// Runs `return …` or statements on Neovim's main loop.
    JsonNode run(String lua) {
        try {
            socket.getOutputStream().write((lua + "\n").getBytes(StandardCharsets.UTF_8));
            String line = answers.readLine();
            JsonNode answer = Json.MAPPER.readTree(line == null ? "{}" : line);
            if (!answer.path("ok").asBoolean(false)) {
                throw new AssertionError(lua + ": " + answer);
            }
            return answer.path("value");
        } catch (IOException e) {
            throw new AssertionError(lua, e);
        }
    }

    String text(String expression) {
        return run("return " + expression).asString("");
    }

    @Override
    public void close() throws IOException {
        socket.close();
        process.destroyForcibly();
    }
}
