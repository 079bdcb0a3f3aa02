package dev.hivesync.desktop;

import dev.hivesync.inbox.ConnectedPlugin;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Progress;
import dev.hivesync.inbox.Step;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A realistic inbox, seen at [#NOW].
public final class Samples {

    public static final Instant NOW = Instant.parse("2026-11-23T14:26:00Z");
    public static final List<Api.Project> PROJECTS =
            List.of(new Api.Project("proj-1", "Atlas"), new Api.Project("proj-2", "Meridian Docs"));
    public static final Link LIVE = new Link(Connection.LIVE, NOW.plusSeconds(45), 45);

    private Samples() {}

    public static Entry entry(
            String id, String type, @Nullable String project, Payload payload, Duration age, boolean read) {
        Instant created = NOW.minus(age);
        Notification notification =
                new Notification(id, "u-1", project, type, payload, created, read ? created.plusSeconds(40) : null, 1);
        return new Entry(notification, created.plusMillis(700), null);
    }

    public static Entry job(String id, String state, String job, String action, Duration age, boolean read) {
        String error = state.equals("failed") ? "The model answered with a patch that does not apply." : null;
        return entry(id, "ai_job_" + state, "proj-1", new Payload.AiJob(job, "proj-1", action, error), age, read);
    }

    public static Entry sync(
            String id, String state, String sync, @Nullable String project, String commit, Duration age, boolean read) {
        String error = state.equals("failed") ? "The remote refused the connection." : null;
        return entry(id, "repo_sync_" + state, project, new Payload.RepoSync(sync, commit, project, error), age, read);
    }

    public static Entry preview(String id, String state, String token, Duration age, boolean read) {
        Payload payload = new Payload.Preview(token, "proj-2", "ios", NOW.plusSeconds(900));
        return entry(id, "preview_" + state, "proj-2", payload, age, read);
    }

    public static Entry notice(String id, String type, String message, Duration age, boolean read) {
        return entry(id, type, null, new Payload.SystemNotice(message, null, null, null), age, read);
    }

    public static List<Entry> day() {
        return List.of(
                job("j3", "started", "job-8f21", "refactor_module", minutes(1), false),
                preview("p1", "token_created", "demo-K7QX2M", minutes(9), true),
                preview("p2", "bundle_uploaded", "demo-K7QX2M", minutes(8), true),
                preview("p3", "ready", "demo-K7QX2M", minutes(4), false),
                job("a1", "queued", "job-8e90", "document_function", minutes(19), true),
                job("a2", "started", "job-8e90", "document_function", minutes(17), true),
                job("a3", "completed", "job-8e90", "document_function", minutes(12), false),
                sync("s1", "started", "sync-340", "proj-1", "afe127c", minutes(32), true),
                sync("s2", "success", "sync-340", "proj-1", "afe127c", minutes(31), true),
                job("b1", "queued", "job-8d02", "explain_diff", minutes(98), true),
                job("b2", "failed", "job-8d02", "explain_diff", minutes(95), true),
                notice(
                        "n1",
                        "system_maintenance_warning",
                        "Planned maintenance tonight from 22:00 to 22:15 UTC. Syncs pause for that time.",
                        minutes(190),
                        true),
                job("c1", "completed", "job-8c77", "write_tests", minutes(1180), true),
                sync("t1", "success", "sync-338", "proj-2", "41b9d03", minutes(1220), true),
                preview("q1", "consumed", "H2WM9A", minutes(1260), true),
                notice("n2", "resource_limit_warning", "AI minutes: 80 % of this month used.", minutes(4020), true));
    }

    public static Duration minutes(long minutes) {
        return Duration.ofMinutes(minutes);
    }

    private static final ConnectedPlugin VSCODE = new ConnectedPlugin("vscode", "1.4", List.of("proj-1"), NOW);
    private static final ConnectedPlugin INTELLIJ = new ConnectedPlugin("intellij", "0.9", List.of("proj-2"), NOW);

    public static InboxState state(Link link, List<Entry> entries) {
        return state(link, entries, List.of(VSCODE, INTELLIJ));
    }

    /// With no editor that has `proj-1` open.
    public static InboxState stateWithoutEditor(Link link, List<Entry> entries) {
        return state(link, entries, List.of(INTELLIJ));
    }

    public static InboxState stateWithoutPlugins(Link link, List<Entry> entries) {
        return state(link, entries, List.of());
    }

    /// Where the user of an editor looks at `project`.
    public static InboxState stateInFocus(Link link, List<Entry> entries, String project) {
        return state(link, entries, List.of(VSCODE.withFocus(project), INTELLIJ));
    }

    private static InboxState state(Link link, List<Entry> entries, List<ConnectedPlugin> plugins) {
        Map<String, Entry> byId = entries.stream().collect(Collectors.toMap(Entry::id, Function.identity()));
        int unread = (int) entries.stream().filter(entry -> !entry.read()).count();
        Cursor cursor = new Cursor("c");
        return new InboxState(
                "u-1", "u-1", byId, unread, new Progress(cursor, null, 1, NOW), List.of(), link, PROJECTS, plugins, 1);
    }

    public static Step present(InboxState state) {
        return new Step(state, List.of());
    }

    public static Step arrivals(InboxState state, Entry... entries) {
        return new Step(
                state,
                Arrays.stream(entries)
                        .<Change>map(entry -> new Change.Arrived(entry))
                        .toList());
    }
}
