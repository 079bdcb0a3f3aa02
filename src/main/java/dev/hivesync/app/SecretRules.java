package dev.hivesync.app;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What must lie in no file that people send around: credentials, where files are, what a notification says. The log
/// and
/// the diagnostics both go by it; the diagnostics, which leave the machine, take out more.
final class SecretRules {

    private static final String SECRET = "[secret]";

    /// Replaces what matches.
    record Rule(Pattern pattern, String by) {

        static Rule of(String pattern, String by) {
            return new Rule(Pattern.compile(pattern), by);
        }

        String apply(String text) {
            return pattern.matcher(text).replaceAll(by);
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
            Rule.of("(?im)\\b((?:set-)?cookie\\s*:\\s*).*$", "$1" + SECRET),
            Rule.of(
                    "(?i)([\\w-]*(?:password|passwd|secret|token|authorization|cookie|key|code)[\\w-]*"
                            + "[\"']?\\s*[:=]\\s*)(?:\"[^\"]*\"|'[^']*'|[^\\s;&}\\])]+)",
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

    private SecretRules() {}

    static String apply(String text) {
        String masked = text;
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
