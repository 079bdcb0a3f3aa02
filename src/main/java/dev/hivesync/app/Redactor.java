package dev.hivesync.app;

import dev.hivesync.app.SecretRules.Rule;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a line whatever may be a secret or tell who or where the user is: what [SecretRules] knows, and beyond
/// it addresses, paths, e-mail addresses and anything that looks drawn. Rather too much than too little; a frame of a
/// stack trace, which is ours or a library's, stays. Pure.
final class Redactor {

    private static final Pattern FRAME = Pattern.compile("\\s*at [\\w.$/@<>-]+\\([\\w$. :]*\\)");

    private static final List<Rule> STRICTER = List.of(
            Rule.of("(?i)\\b[a-z][a-z0-9+.-]*://\\S+", "[address]"),
            Rule.of("\\S+@\\S+", "[email]"),
            Rule.of("(?i)\\b(bearer|basic)\\s+\\S+", "$1 [redacted]"),
            Rule.of("\\S*[/\\\\]\\S*", "[path]"),
            Rule.of("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b(?::\\d+)?", "[address]"),
            Rule.of("(?=[\\w+=~-]*\\d)[\\w+=~-]{16,}", "[redacted]"),
            Rule.of("(?![A-Za-z]+(?:Exception|Error)\\b)[\\w+=~-]{28,}", "[redacted]"));

    private final List<String> known;

    /// @param known words that must not occur, such as the user's name; what is shorter than three letters is passed
    ///     over, since it occurs everywhere
    Redactor(Collection<String> known) {
        this.known = known.stream()
                .filter(word -> word.length() >= 3)
                .sorted((one, other) -> other.length() - one.length())
                .toList();
    }

    /// One line in, one line out.
    String line(String text) {
        String clean = WatchScreen.printable(text);
        for (String word : known) {
            clean = clean.replace(word, "[user]");
        }
        if (FRAME.matcher(clean).matches()) {
            return clean;
        }
        clean = SecretRules.apply(clean);
        for (Rule rule : STRICTER) {
            clean = rule.apply(clean);
        }
        return clean;
    }
}
