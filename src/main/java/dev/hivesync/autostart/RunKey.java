package dev.hivesync.autostart;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Windows: a value under the user's `Run` key. Nothing of it needs an administrator.
record RunKey(Path launcher, Registry registry) implements Autostart {

    private static final String KEY = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";
    private static final String NAME = "HiveSync";

    /// `reg.exe` with these arguments.
    interface Registry {
        Answer run(List<String> arguments) throws IOException;

        /// @param text what it printed
        record Answer(boolean done, String text) {}
    }

    /// The path is not compared: what the tool prints of letters beyond ASCII depends on the console.
    @Override
    public boolean on() throws IOException {
        Registry.Answer answer = registry.run(List.of("query", KEY, "/v", NAME));
        return answer.done() && answer.text().contains(OPTION);
    }

    @Override
    public void set(boolean on) throws IOException {
        if (!on && !on()) {
            return;
        }
        List<String> arguments = on
                ? List.of("add", KEY, "/v", NAME, "/t", "REG_SZ", "/d", command(), "/f")
                : List.of("delete", KEY, "/v", NAME, "/f");
        if (!registry.run(arguments).done()) {
            throw new IOException("the registry refused");
        }
    }

    /// With the quotes escaped by hand: Java adds those around an argument with spaces and looks at none within.
    private String command() {
        return "\\\"" + launcher + "\\\" " + OPTION;
    }
}
