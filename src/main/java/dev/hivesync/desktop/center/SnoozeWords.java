package dev.hivesync.desktop.center;

import dev.hivesync.attention.SnoozeChoice;
import dev.hivesync.attention.Snoozes;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Words;
import dev.hivesync.inbox.Snooze;
import dev.hivesync.inbox.Until;
import java.util.Locale;
import java.util.Optional;

/// Snoozes in words.
final class SnoozeWords {

    private final Words words;

    SnoozeWords(Words words) {
        this.words = words;
    }

    String choice(SnoozeChoice choice) {
        return words.text("snooze." + choice.name().toLowerCase(Locale.ROOT));
    }

    /// "18:00", "Tomorrow, 09:00"; empty where only news end it.
    String end(Until until) {
        return Snoozes.end(until, words.moments().zone())
                .map(end -> words.moments().coming(end, words.now().get()))
                .orElse("");
    }

    /// Likewise, beside a name that says tomorrow itself.
    String dated(Until until) {
        return Snoozes.end(until, words.moments().zone())
                .map(end -> words.moments().dated(end, words.now().get()))
                .orElse("");
    }

    /// What a row says of it: until when it is away, or that it is back. Empty where it was never put off.
    Optional<String> of(ThreadRow thread) {
        Snooze snooze = thread.handling().snooze();
        if (snooze == null) {
            return Optional.empty();
        }
        String end = end(snooze.until());
        if (thread.asleep()) {
            return Optional.of(end.isEmpty() ? words.text("snooze.away.news") : words.text("snooze.away", end));
        }
        return Optional.of(end.isEmpty() ? words.text("snooze.back.news") : words.text("snooze.back", end));
    }
}
