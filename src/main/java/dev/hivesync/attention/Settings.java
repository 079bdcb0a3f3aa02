package dev.hivesync.attention;

import dev.hivesync.wire.Notification;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything the user chose. One immutable value.
///
/// @param server the backend's address, or null
/// @param bridgePort the bridge's port, or null for any free one
/// @param loudness by the type's wire name, where it is not [Loudness#usual(dev.hivesync.wire.NotificationType)]
/// @param mutedProjects ids of projects that count nowhere
/// @param clearing the rules by which HiveSync marks things read by itself
/// @param language of the window, from its next start
/// @param reviewsOpen whether the Review panel opens by itself
/// @param outdoors what the operating system shows of it
/// @param views what the list can be narrowed to under a name, at most [SavedView#MOST]
public record Settings(
        @Nullable String server,
        @Nullable Integer bridgePort,
        Appearance appearance,
        Map<String, Loudness> loudness,
        Set<String> mutedProjects,
        Set<ClearRule> clearing,
        DoNotDisturb doNotDisturb,
        List<SavedView> views,
        Language language,
        boolean reviewsOpen,
        Outdoors outdoors) {

    public static final Settings DEFAULT = new Settings(
            null,
            null,
            Appearance.DARK,
            Map.of(),
            Set.of(),
            EnumSet.allOf(ClearRule.class),
            DoNotDisturb.OFF,
            List.of(),
            Language.SYSTEM,
            false,
            Outdoors.DEFAULT);

    public Settings {
        loudness = Map.copyOf(loudness);
        mutedProjects = Set.copyOf(mutedProjects);
        clearing = Set.copyOf(clearing);
        views = List.copyOf(views);
    }

    public int bridgePortOrAny() {
        return bridgePort == null ? 0 : bridgePort;
    }

    public Settings appearance(Appearance next) {
        return new Settings(
                server,
                bridgePort,
                next,
                loudness,
                mutedProjects,
                clearing,
                doNotDisturb,
                views,
                language,
                reviewsOpen,
                outdoors);
    }

    /// @param usual what the type has without a choice, which is not written down
    public Settings loudness(String type, Loudness chosen, Loudness usual) {
        Map<String, Loudness> next = new HashMap<>(loudness);
        if (chosen == usual) {
            next.remove(type);
        } else {
            next.put(type, chosen);
        }
        return new Settings(
                server,
                bridgePort,
                appearance,
                next,
                mutedProjects,
                clearing,
                doNotDisturb,
                views,
                language,
                reviewsOpen,
                outdoors);
    }

    public Settings mutedProject(String id, boolean muted) {
        Set<String> next = new HashSet<>(mutedProjects);
        if (muted) {
            next.add(id);
        } else {
            next.remove(id);
        }
        return new Settings(
                server,
                bridgePort,
                appearance,
                loudness,
                next,
                clearing,
                doNotDisturb,
                views,
                language,
                reviewsOpen,
                outdoors);
    }

    public Settings clearing(ClearRule rule, boolean on) {
        Set<ClearRule> next = new HashSet<>(clearing);
        if (on) {
            next.add(rule);
        } else {
            next.remove(rule);
        }
        return new Settings(
                server,
                bridgePort,
                appearance,
                loudness,
                mutedProjects,
                next,
                doNotDisturb,
                views,
                language,
                reviewsOpen,
                outdoors);
    }

    public Settings doNotDisturb(DoNotDisturb next) {
        return new Settings(
                server,
                bridgePort,
                appearance,
                loudness,
                mutedProjects,
                clearing,
                next,
                views,
                language,
                reviewsOpen,
                outdoors);
    }

    /// What the user narrowed the list to and gave a name, in the sidebar's order.
    public Settings views(List<SavedView> next) {
        return new Settings(
                server,
                bridgePort,
                appearance,
                loudness,
                mutedProjects,
                clearing,
                doNotDisturb,
                next,
                language,
                reviewsOpen,
                outdoors);
    }

    public Settings language(Language next) {
        return new Settings(
                server,
                bridgePort,
                appearance,
                loudness,
                mutedProjects,
                clearing,
                doNotDisturb,
                views,
                next,
                reviewsOpen,
                outdoors);
    }

    public Settings reviewsOpen(boolean next) {
        return new Settings(
                server,
                bridgePort,
                appearance,
                loudness,
                mutedProjects,
                clearing,
                doNotDisturb,
                views,
                language,
                next,
                outdoors);
    }

    public Settings outdoors(Outdoors next) {
        return new Settings(
                server,
                bridgePort,
                appearance,
                loudness,
                mutedProjects,
                clearing,
                doNotDisturb,
                views,
                language,
                reviewsOpen,
                next);
    }

    public Settings server(@Nullable String next) {
        return new Settings(
                next,
                bridgePort,
                appearance,
                loudness,
                mutedProjects,
                clearing,
                doNotDisturb,
                views,
                language,
                reviewsOpen,
                outdoors);
    }

    public Loudness loudness(Notification notification) {
        return loudness.getOrDefault(notification.type(), Loudness.usual(notification));
    }

    /// Whether it counts nowhere: in no badge, no toast, no number.
    public boolean muted(Notification notification) {
        return mutedProject(notification) || loudness(notification) == Loudness.MUTED;
    }

    boolean mutedProject(Notification notification) {
        String project = notification.projectId();
        return project != null && mutedProjects.contains(project);
    }
}
