package dev.hivesync.inbox;

import dev.hivesync.wire.Priority;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What the user decided about threads, in the making: the latest decision on each counts.
final class Handlings {

    private final Map<String, Handling> before;
    private final Instant now;
    private final Story story;

    /// Changed ones by thread, among them those that are nothing any more.
    private final Map<String, Handling> put = new HashMap<>();

    Handlings(Map<String, Handling> before, Instant now, Story story) {
        this.before = before;
        this.now = now;
        this.story = story;
    }

    Handling of(String thread) {
        Handling changed = put.get(thread);
        return changed != null ? changed : before.getOrDefault(thread, Handling.none(thread));
    }

    private void change(Handling next) {
        if (!next.equals(of(next.thread()))) {
            put.put(next.thread(), next);
        }
    }

    void decide(Set<String> threads, Decision decision) {
        switch (decision) {
            case Decision.Pin _ -> pin(threads, true);
            case Decision.Unpin _ -> pin(threads, false);
            case Decision.PutOff(var until) -> snooze(threads, until);
            case Decision.BringBack _ -> threads.forEach(this::settle);
        }
    }

    private void pin(Set<String> threads, boolean on) {
        for (String thread : threads) {
            Handling known = of(thread);
            if ((known.pinned() != null) != on) {
                change(known.pinned(on ? now : null));
            }
        }
    }

    private void snooze(Set<String> threads, Until until) {
        List<String> away = new ArrayList<>();
        for (String thread : threads.stream().sorted().toList()) {
            if (!of(thread).asleep()) {
                away.add(thread);
            }
            change(of(thread).snoozed(new Snooze(now, until, null)));
        }
        if (!away.isEmpty()) {
            story.putOff(away);
        }
    }

    /// Puts snoozes back as they were.
    void restore(Collection<Handling> earlier) {
        List<String> away = new ArrayList<>();
        for (Handling was : earlier) {
            if (was.asleep() && !of(was.thread()).asleep()) {
                away.add(was.thread());
            }
            change(of(was.thread()).snoozed(was.snooze()));
        }
        if (!away.isEmpty()) {
            story.putOff(away);
        }
    }

    /// Lets go of a snooze, over or not.
    private void settle(String thread) {
        change(of(thread).snoozed(null));
    }

    /// @param due as they were when somebody found them over; what the user changed since then stays
    void wake(Collection<Handling> due) {
        List<String> back = new ArrayList<>();
        for (Handling found : due) {
            Handling known = of(found.thread());
            Snooze snooze = known.snooze();
            if (snooze != null && known.asleep() && snooze.equals(found.snooze())) {
                change(known.snoozed(snooze.over(now)));
                back.add(found.thread());
            }
        }
        if (!back.isEmpty()) {
            story.cameBack(back);
        }
    }

    /// News of its thread came. Those of low priority leave it where it is.
    void moved(Entry news) {
        Handling known = of(news.thread());
        Snooze snooze = known.snooze();
        if (snooze != null && known.asleep() && news.notification().priority() != Priority.LOW) {
            change(known.snoozed(snooze.over(now)));
        }
    }

    /// The user read something of the thread: that it came back has been seen.
    void read(String thread) {
        if (of(thread).woken() != null) {
            settle(thread);
        }
    }

    /// Whether the thread's entries stay, however old they are.
    boolean holds(Entry entry) {
        return holds(of(entry.thread()));
    }

    static boolean holds(Handling handling) {
        return handling.pinned() != null || handling.asleep();
    }

    /// An entry of the thread is gone; nothing held it.
    void forgotten(Entry entry) {
        read(entry.thread());
    }

    Map<String, Handling> all() {
        Map<String, Handling> kept = new HashMap<>();
        Set<String> removed = new HashSet<>();
        put.forEach((thread, handling) -> {
            if (handling.nothing()) {
                removed.add(thread);
            } else {
                kept.put(thread, handling);
            }
        });
        return Layers.of(before).with(kept, removed);
    }

    /// What must be written down; what came to nothing and was nothing needs no row.
    Collection<Handling> changed() {
        return put.values();
    }
}
