package dev.hivesync.alerts.freedesktop;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// GNOME's "Do Not Disturb", which is a setting of the desktop and no property of its notification server. Asked
/// through `gsettings`, since the settings portal leaves this one out.
record GnomeBanners(Map<String, String> environment) implements BooleanSupplier {

    private static final List<String> ASK =
            List.of("gsettings", "get", "org.gnome.desktop.notifications", "show-banners");
    private static final long PATIENCE_SECONDS = 3;

    @Override
    public boolean getAsBoolean() {
        if (!environment
                .getOrDefault("XDG_CURRENT_DESKTOP", "")
                .toLowerCase(Locale.ROOT)
                .contains("gnome")) {
            return false;
        }
        try {
            ProcessBuilder ask = new ProcessBuilder(ASK).redirectError(ProcessBuilder.Redirect.DISCARD);
            ask.environment().putAll(environment);
            Process gsettings = ask.start();
            return off(gsettings);
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean off(Process gsettings) throws IOException, InterruptedException {
        if (!gsettings.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            gsettings.destroyForcibly();
            return false;
        }
        try (BufferedReader answer = gsettings.inputReader()) {
            return "false".equals(answer.readLine());
        }
    }
}
