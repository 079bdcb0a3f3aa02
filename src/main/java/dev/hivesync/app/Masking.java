package dev.hivesync.app;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes out of a log line what must not lie in a file that people send around: credentials, where files are, what a
/// notification says. The last line of defence: nothing of the kind should be logged in the first place, but exceptions
/// of libraries carry what they stumbled over.
final class Masking {

    private static final String SECRET = "[secret]";

    private record Rule(Pattern pattern, String replacement) {

        static Rule of(String pattern, String replacement) {
            return new Rule(Pattern.compile(pattern), replacement);
        }

        String apply(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    /// Up to the first frame of a stack trace, or the end.
    private static final String MESSAGE =
            "[^\\n]*(?:\\n(?!\\s*at |\\s*\\.\\.\\. |Caused by: |\\s*Suppressed: )[^\\n]*)*";

    private static final List<Rule> RULES = List.of(
            // What could not be parsed or stored is quoted by whoever stumbled over it.
            Rule.of("(tools\\.jackson\\.[\\w.$]+)(?::|\\s+-)" + MESSAGE, "$1: [payload]"),
            Rule.of("(?m)(\\s(?:Detail|Where): ).*$", "$1[payload]"),
            // credentials
            Rule.of("\\beyJ[\\w-]*\\.[\\w-]+(?:\\.[\\w-]*)?", SECRET),
            Rule.of("(?i)\\b(bearer|basic)\\s+[\\w.~+/=-]{6,}", "$1 " + SECRET),
            Rule.of(
                    "(?i)([\\w-]*(?:password|passwd|secret|token|authorization|cookie|api[_-]?key|service[_-]?key)[\\w-]*"
                            + "[\"']?\\s*[:=]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s,;&}\\])]+)",
                    "$1" + SECRET),
            Rule.of("(?i)(\\b[a-z][a-z0-9+.-]{1,20}://)[^\\s/@]+@", "$1" + SECRET + "@"),
            Rule.of("(?i)(\\b(?:https?|wss?)://[^\\s?#\"'<>]*)\\?[^\\s\"'<>]*", "$1?[query]"),
            // places
            Rule.of("(?i)\\bfile:/+[^\\s\"'<>|]*", "[path]"),
            Rule.of("(?<![\\w.])[A-Za-z]:[\\\\/][^\\s\"'<>|?*]*", "[path]"),
            Rule.of("\\\\\\\\[\\w.$-]+\\\\[^\\s\"'<>|]*", "[path]"),
            Rule.of("(?<![\\w:/.\\])~])/(?!api/v1/)[\\w.@+~-]+(?:/[^\\s\"'<>|:,;()]*)+", "[path]"));

    /// Random text: upper and lower case and something else in one run. Words, class names and ids are none.
    private static final Pattern RUN = Pattern.compile("[A-Za-z0-9_+/=-]{32,}");

    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{41,}");

    private final List<String> homes;

    /// @param homes directories to be called `~`, the longest first
    Masking(List<String> homes) {
        this.homes = List.copyOf(homes);
    }

    String mask(String line) {
        String masked = line;
        for (String home : homes) {
            masked = masked.replace(home, "~");
        }
        for (Rule rule : RULES) {
            masked = rule.apply(masked);
        }
        return RUN.matcher(masked)
                .replaceAll(run -> Matcher.quoteReplacement(random(run.group()) ? SECRET : run.group()));
    }

    private static boolean random(String run) {
        boolean upper = run.chars().anyMatch(c -> c >= 'A' && c <= 'Z');
        boolean lower = run.chars().anyMatch(c -> c >= 'a' && c <= 'z');
        boolean other = run.chars().anyMatch(c -> c < 'A' || c == '_');
        return HEX.matcher(run).matches() || (upper && lower && other);
    }
}
