package dev.hivesync.attention;

import dev.hivesync.wire.Notification;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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
/// @param presence what the operating system shows of it
/// @param updateCheck whether HiveSync looks for newer versions of itself
/// @param lessMotion whether nothing moves; else what the platform asks for holds
/// @param place where the window was left, or null where it never was anywhere
/// @param detailWidth what the detail takes beside the list, in pixels; 0 where nobody has chosen
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
        SystemPresence presence,
        boolean updateCheck,
        boolean lessMotion,
        @Nullable WindowPlace place,
        double detailWidth) {

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
            SystemPresence.DEFAULT,
            true,
            false,
            null,
            0);

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
        return with(draft -> draft.appearance = next);
    }

    /// @param usual what the type has without a choice, which is not written down
    public Settings loudness(String type, Loudness chosen, Loudness usual) {
        Map<String, Loudness> next = new HashMap<>(loudness);
        if (chosen == usual) {
            next.remove(type);
        } else {
            next.put(type, chosen);
        }
        return with(draft -> draft.loudness = next);
    }

    public Settings mutedProject(String id, boolean muted) {
        Set<String> next = switched(mutedProjects, id, muted);
        return with(draft -> draft.mutedProjects = next);
    }

    public Settings clearing(ClearRule rule, boolean on) {
        Set<ClearRule> next = switched(clearing, rule, on);
        return with(draft -> draft.clearing = next);
    }

    private static <T> Set<T> switched(Set<T> all, T one, boolean on) {
        Set<T> next = new HashSet<>(all);
        if (on) {
            next.add(one);
        } else {
            next.remove(one);
        }
        return next;
    }

    public Settings doNotDisturb(DoNotDisturb next) {
        return with(draft -> draft.doNotDisturb = next);
    }

    /// What the user narrowed the list to and gave a name, in the sidebar's order.
    public Settings views(List<SavedView> next) {
        return with(draft -> draft.views = next);
    }

    public Settings language(Language next) {
        return with(draft -> draft.language = next);
    }

    public Settings reviewsOpen(boolean next) {
        return with(draft -> draft.reviewsOpen = next);
    }

    public Settings presence(SystemPresence next) {
        return with(draft -> draft.presence = next);
    }

    public Settings updateCheck(boolean next) {
        return with(draft -> draft.updateCheck = next);
    }

    public Settings lessMotion(boolean next) {
        return with(draft -> draft.lessMotion = next);
    }

    public Settings place(@Nullable WindowPlace next) {
        return with(draft -> draft.place = next);
    }

    public Settings detailWidth(double next) {
        return with(draft -> draft.detailWidth = next);
    }

    public Settings server(@Nullable String next) {
        return with(draft -> draft.server = next);
    }

    private Settings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /// The one place that copies every choice.
    private static final class Draft {
        private @Nullable String server;
        private final @Nullable Integer bridgePort;
        private Appearance appearance;
        private Map<String, Loudness> loudness;
        private Set<String> mutedProjects;
        private Set<ClearRule> clearing;
        private DoNotDisturb doNotDisturb;
        private List<SavedView> views;
        private Language language;
        private boolean reviewsOpen;
        private SystemPresence presence;
        private boolean updateCheck;
        private boolean lessMotion;
        private @Nullable WindowPlace place;
        private double detailWidth;

        Draft(Settings from) {
            server = from.server;
            bridgePort = from.bridgePort;
            appearance = from.appearance;
            loudness = from.loudness;
            mutedProjects = from.mutedProjects;
            clearing = from.clearing;
            doNotDisturb = from.doNotDisturb;
            views = from.views;
            language = from.language;
            reviewsOpen = from.reviewsOpen;
            presence = from.presence;
            updateCheck = from.updateCheck;
            lessMotion = from.lessMotion;
            place = from.place;
            detailWidth = from.detailWidth;
        }

        Settings settings() {
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
                    presence,
                    updateCheck,
                    lessMotion,
                    place,
                    detailWidth);
        }
    }

    public Loudness loudness(Notification notification) {
        return loudness.getOrDefault(notification.type(), Loudness.usual(notification));
    }

    /// Whether the same notifications are [#muted] under both.
    public boolean countsLike(Settings other) {
        return loudness.equals(other.loudness) && mutedProjects.equals(other.mutedProjects);
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
