package dev.hivesync.attention;

import dev.hivesync.inbox.Entry;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.NotificationType;
import dev.hivesync.wire.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which notifications have settled themselves. Pure.
public final class AutoClear {

    private static final Set<NotificationType> WORK = EnumSet.of(
            NotificationType.AI_JOB_QUEUED, NotificationType.AI_JOB_STARTED, NotificationType.REPO_SYNC_STARTED);
    private static final Set<NotificationType> WORK_END = EnumSet.of(
            NotificationType.AI_JOB_COMPLETED,
            NotificationType.AI_JOB_FAILED,
            NotificationType.REPO_SYNC_SUCCESS,
            NotificationType.REPO_SYNC_FAILED);
    private static final Set<NotificationType> STEPS =
            EnumSet.of(NotificationType.PREVIEW_TOKEN_CREATED, NotificationType.PREVIEW_BUNDLE_UPLOADED);
    private static final Set<NotificationType> READY = EnumSet.of(NotificationType.PREVIEW_READY);
    private static final Set<NotificationType> OVER =
            EnumSet.of(NotificationType.PREVIEW_CONSUMED, NotificationType.PREVIEW_EXPIRED);
    private static final Set<NotificationType> READY_OR_OVER = EnumSet.of(
            NotificationType.PREVIEW_READY, NotificationType.PREVIEW_CONSUMED, NotificationType.PREVIEW_EXPIRED);

    private AutoClear() {}

    /// The unread ids of `known` that the rules `on` settle and that the arrival of one of `arrived` touches: as
    /// what settles, or as what came late and was settled already. What nobody arrived for is left as it is, so
    /// that something the user marked unread stays so.
    public static Set<String> settled(Collection<Entry> arrived, Collection<Entry> known, Set<ClearRule> on) {
        Set<String> groups = new HashSet<>();
        for (Entry entry : arrived) {
            groups.addAll(groups(entry.notification()));
        }
        return groups.isEmpty() ? Set.of() : within(groups, known, on);
    }

    /// Everything unread that the rules `on` settle.
    public static Set<String> settled(Collection<Entry> known, Set<ClearRule> on) {
        return settled(known, known, on);
    }

    private static Set<String> within(Set<String> wanted, Collection<Entry> known, Set<ClearRule> on) {
        Map<String, List<Entry>> byGroup = new HashMap<>();
        for (Entry entry : known) {
            for (String group : groups(entry.notification())) {
                if (wanted.contains(group)) {
                    byGroup.computeIfAbsent(group, _ -> new ArrayList<>()).add(entry);
                }
            }
        }
        Set<String> settled = new HashSet<>();
        byGroup.values().forEach(group -> {
            for (Entry entry : group) {
                if (!entry.read() && on.stream().anyMatch(rule -> settles(rule, entry, group))) {
                    settled.add(entry.id());
                }
            }
        });
        return settled;
    }

    private static boolean settles(ClearRule rule, Entry entry, List<Entry> group) {
        return switch (rule) {
            case WORK_ENDED -> is(WORK, entry) && inThread(entry, group, WORK_END);
            case PREVIEW_STEPS -> is(STEPS, entry) && inThread(entry, group, READY_OR_OVER);
            case PREVIEW_OVER -> is(READY, entry) && inThread(entry, group, OVER);
            case SYNC_RECOVERED ->
                is(EnumSet.of(NotificationType.REPO_SYNC_FAILED), entry)
                        && group.stream().anyMatch(other -> Recovery.recovers(other, entry));
            case SYNC_SEEN -> false;
        };
    }

    private static boolean inThread(Entry entry, List<Entry> group, Set<NotificationType> wanted) {
        Optional<String> thread = entry.notification().payload().thread();
        return group.stream()
                .anyMatch(other -> is(wanted, other)
                        && other.notification().payload().thread().equals(thread));
    }

    private static boolean is(Set<NotificationType> types, Entry entry) {
        return entry.notification().known().filter(types::contains).isPresent();
    }

    /// What can settle each other shares a group: the thread, and for syncs the project.
    private static List<String> groups(Notification notification) {
        List<String> groups = new ArrayList<>(2);
        notification.payload().thread().ifPresent(groups::add);
        if (notification.payload() instanceof Payload.RepoSync) {
            projectOf(notification).ifPresent(project -> groups.add("project:" + project));
        }
        return groups;
    }

    static Optional<String> projectOf(Notification notification) {
        @Nullable String named = notification.payload() instanceof Payload.RepoSync sync ? sync.projectId() : null;
        return Optional.ofNullable(notification.projectId()).or(() -> Optional.ofNullable(named));
    }

    static Instant time(Entry entry) {
        return entry.notification().createdAt();
    }
}
