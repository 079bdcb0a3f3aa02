package dev.hivesync.app;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a line whatever may be a secret or tell who or where the user is: addresses, paths, e-mail addresses,
/// anything random, and what follows a word such as "password". Rather too much than too little; a frame of a stack
/// trace, which is ours or a library's, stays. Pure.
final class Redactor {

    private record Rule(Pattern pattern, String by) {
        Rule(String pattern, String by) {
            this(Pattern.compile(pattern), by);
        }
    }

    private static final Pattern FRAME = Pattern.compile("\\s*at [\\w.$/@<>-]+\\([\\w$. :]*\\)");

    private static final List<Rule> RULES = List.of(
            new Rule("(?i)\\b[a-z][a-z0-9+.-]*://\\S+", "[address]"),
            new Rule("\\S+@\\S+", "[email]"),
            new Rule("(?i)\\b(bearer|basic)\\s+\\S+", "$1 [redacted]"),
            new Rule(
                    "(?i)\\b(\\w*(?:password|passwd|secret|token|key|authorization|cookie|code))(\"?\\s*[:=]\\s*)\\S+",
                    "$1$2[redacted]"),
            new Rule("\\S*[/\\\\]\\S*", "[path]"),
            new Rule("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b(?::\\d+)?", "[address]"),
            new Rule("(?=[\\w+=~-]*\\d)[\\w+=~-]{16,}", "[redacted]"),
            new Rule("(?![A-Za-z]+(?:Exception|Error)\\b)[\\w+=~-]{28,}", "[redacted]"));

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
        for (Rule rule : RULES) {
            clean = rule.pattern().matcher(clean).replaceAll(rule.by());
        }
        return clean;
    }
}
