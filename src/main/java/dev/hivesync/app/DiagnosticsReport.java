package dev.hivesync.app;

import dev.hivesync.attention.QuietHours;
import dev.hivesync.attention.Settings;
import dev.hivesync.bridge.PluginStanding;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.Handling;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.inbox.Telling;
import dev.hivesync.wire.NotificationType;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// How the program is, as a text for whoever helps. Numbers and words of our own; what comes from elsewhere (a plugin's
/// name, a log line) passes the [Redactor]. No id, name, address, path, token or payload. Pure.
final class DiagnosticsReport {

    private final Findings found;
    private final Redactor redactor;
    private final StringBuilder text = new StringBuilder();

    private DiagnosticsReport(Findings found, Redactor redactor) {
        this.found = found;
        this.redactor = redactor;
    }

    static String of(Findings found, Redactor redactor) {
        return new DiagnosticsReport(found, redactor).written();
    }

    private String written() {
        line("HiveSync diagnostics", found.now().truncatedTo(ChronoUnit.SECONDS));
        text.append("Without tokens, addresses, paths, names and contents. Read it before you send it.\n");
        program();
        settings(found.settings());
        section("Connection");
        line("App", found.running() ? "running" : "not running");
        found.state().ifPresentOrElse(this::connection, () -> line("Inbox", "cannot be read: " + found.trouble()));
        found.state().ifPresent(this::counts);
        plugins();
        section("Log, its last lines");
        found.log().forEach(each -> text.append(redactor.line(each)).append('\n'));
        return text.toString();
    }

    private void program() {
        Findings.Machine machine = found.machine();
        section("Program");
        line("Version", machine.version());
        line("Java", machine.java());
        line("JavaFX", machine.javafx());
        line("System", machine.system());
        line("Language", machine.locale());
        line("Processors", machine.processors());
        line("Memory", machine.heapUsed() + " of " + machine.heapMost() + " MB");
        line("Running for", Duration.ofSeconds(machine.upSeconds()));
    }

    private void settings(Settings settings) {
        section("Settings");
        line("File", found.settingsReadable() ? "understood" : "not understood, the defaults hold");
        line("Server", settings.server() == null ? "not chosen" : "chosen");
        line("Bridge port", settings.bridgePort() == null ? "any" : "fixed");
        line("Theme, language", settings.appearance() + ", " + settings.language());
        QuietHours hours = settings.doNotDisturb().quietHours();
        line("Do not disturb", settings.doNotDisturb().asked() == null ? "not asked for" : "asked for");
        line("Quiet hours", hours.on() ? hours.from() + " to " + hours.to() + " " + hours.days() : "off");
        line("High priority passes", settings.doNotDisturb().highPasses());
        line(
                "Types that are not as usual",
                new TreeMap<>(settings.loudness().entrySet().stream()
                        .filter(chosen -> known(chosen.getKey()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue))));
        line("Muted projects", settings.mutedProjects().size());
        line("Auto-clear", settings.clearing().stream().sorted().toList());
        line("Saved views", settings.views().size());
        line("Review opens by itself", settings.reviewsOpen());
        line(
                "System notifications, tray, close to tray",
                settings.presence().notifications() + ", " + settings.presence().tray() + ", "
                        + settings.presence().closeToTray());
    }

    private void connection(InboxState state) {
        line("Now", state.link().connection());
        line("Poll interval", Duration.ofSeconds(state.link().intervalSeconds()));
        line(
                "Next poll",
                state.link().nextPollAt() == null
                        ? "none planned"
                        : state.link().nextPollAt());
        line("Signed in before", !state.account().isEmpty());
        line("Cursor", state.cursor() == null ? "none" : "there");
        for (LinkHistory.Moment moment : found.history()) {
            text.append("  ").append(moment.at().truncatedTo(ChronoUnit.MILLIS)).append(' ');
            text.append(moment.link().connection());
            if (moment.link().nextPollAt() != null) {
                text.append(", next poll ").append(moment.link().nextPollAt().truncatedTo(ChronoUnit.SECONDS));
            }
            text.append('\n');
        }
    }

    private void counts(InboxState state) {
        section("Inbox");
        line("Notifications", state.entries().size());
        line("Unread", state.unread());
        line("By type", count(state.entries().values(), DiagnosticsReport::type));
        line("Projects", state.projects().size());
        line(
                "Waiting to be sent",
                state.outbox().stream().filter(item -> item.parked() == null).count());
        line(
                "Refused by the server",
                state.outbox().stream()
                        .map(OutboxItem::parked)
                        .filter(why -> why != null)
                        .count());
        line(
                "Put off",
                state.handlings().values().stream().filter(Handling::asleep).count());
        line(
                "Pinned",
                state.handlings().values().stream()
                        .filter(one -> one.pinned() != null)
                        .count());
        line("What became of arrivals", count(state.tellings().values(), Telling::fate));
        line("Disk refuses", state.disk().refusing());
        line("Made anew after damage", state.disk().rebuilt() != null);
    }

    private static <T> Map<String, Long> count(Collection<T> all, Function<T, String> word) {
        return all.stream().collect(Collectors.groupingBy(word, TreeMap::new, Collectors.counting()));
    }

    private static String type(Entry entry) {
        return known(entry.notification().type()) ? entry.notification().type() : "unknown";
    }

    private static boolean known(String type) {
        return NotificationType.of(type).isPresent();
    }

    private void plugins() {
        section("Plugins");
        line("Connected", found.plugins().size());
        for (PluginStanding standing : found.plugins()) {
            String version = standing.plugin().version();
            text.append("  ")
                    .append(redactor.line(standing.plugin().client() + (version == null ? "" : " " + version)))
                    .append(" since ")
                    .append(standing.plugin().since().truncatedTo(ChronoUnit.SECONDS))
                    .append(", delivered ")
                    .append(standing.delivered())
                    .append(", waiting ")
                    .append(standing.waiting())
                    .append(standing.plugin().focus() == null ? "" : ", in focus")
                    .append('\n');
        }
    }

    private void section(String title) {
        text.append("\n== ").append(title).append('\n');
    }

    private void line(String name, Object value) {
        text.append(name).append(": ").append(value).append('\n');
    }
}
