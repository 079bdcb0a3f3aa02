package dev.hivesync.autostart;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The tool itself, by its full path, so that no other program of that name is found first.
final class RegistryTool implements RunKey.Registry {

    private static final long PATIENCE_SECONDS = 10;

    @Override
    public Answer run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        String windows = System.getenv().getOrDefault("SystemRoot", "C:\\Windows");
        command.add(Path.of(windows, "System32", "reg.exe").toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String text = new String(process.getInputStream().readAllBytes(), Charset.defaultCharset());
            return new Answer(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0, text);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted");
        } finally {
            process.destroyForcibly();
        }
    }
}
