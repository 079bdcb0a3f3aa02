package dev.hivesync.server.store;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Decides whether a text gives away a secret or a path, plain or in disguise, layer under layer. It errs on the
/// side of hiding: what looks like one is one, and so is what takes too much work to look through.
final class Redaction {

    static final String REDACTED = "[redacted]";

    static final int MAX_LAYERS = 8;

    /// Of all layers together, about a microsecond each. A value that fits a notification and is encoded eight times
    /// stays below.
    static final int MAX_CHARACTERS = 24_576;

    private static final Pattern WEB_ADDRESS = Pattern.compile("\\bhttps?://[^\\s\"'<>]+", Pattern.CASE_INSENSITIVE);

    /// Characters nobody sees: they would break up a match.
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\x{FE00}-\\x{FE0F}\\x{34F}]");

    private static final List<Pattern> PATHS = List.of(
            Pattern.compile("file:", Pattern.CASE_INSENSITIVE),
            // /home/x, ~/x, ./x, ../x
            Pattern.compile("(?<![A-Za-z0-9/._~-])(?:~|\\.{1,2})?/[A-Za-z0-9._~@$-]"),
            Pattern.compile("(?<![A-Za-z0-9])[A-Za-z]:(?:[\\\\/]|[A-Za-z0-9._-]+\\\\)"),
            // //host/share
            Pattern.compile("(?<![:A-Za-z0-9])//[A-Za-z0-9]"),
            // \\host\share and dir\file
            Pattern.compile("\\\\\\\\[A-Za-z0-9.?]"),
            Pattern.compile("[A-Za-z0-9._-]\\\\[A-Za-z0-9._-]+(?:\\\\|\\.[A-Za-z0-9])"),
            // src/main/App.java
            Pattern.compile("[A-Za-z0-9._-]/[A-Za-z0-9_-]+\\.[A-Za-z][A-Za-z0-9]{0,7}\\b"));

    private static final String ROOT = "/(?:home|Users|etc|root|var|tmp|private|mnt|srv|opt|usr)";

    /// The well-known roots count wherever they stand, also inside a web address or glued to a word.
    private static final Pattern ROOTS = Pattern.compile(ROOT + "/[^\\s/]");

    /// All that a few bytes can say of a place.
    private static final Pattern WHOLLY_A_ROOT = Pattern.compile("(?:" + ROOT + "/?|[A-Za-z]:\\\\.?)");

    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*"),
            Pattern.compile("\\b(?:bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}", Pattern.CASE_INSENSITIVE),
            Pattern.compile("-----BEGIN [A-Z ]+-----"),
            Pattern.compile(
                    "\\b(?:gh[opsur]_|github_pat_|glpat-|sk-|sk_live_|pk_live_|xox[abprs]-|npm_|pypi-)[A-Za-z0-9_-]{8,}"),
            Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{12,}"),
            Pattern.compile("\\bAIza[A-Za-z0-9_-]{20,}"),
            // Backslashes: JSON within JSON.
            Pattern.compile(
                    "(?:password|passphrase|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\\\\\"']*\\s*[:=]\\s*[\\\\\"']*[^\\s\\\\\"',}]{3,}",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("://[^/\\s:@]+:[^/\\s@]+@"));

    /// Long unbroken runs are keys and digests; ids of ours stay under 40 characters.
    private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9+/_=-]{40,}");

    /// Fewer bytes than these look like text too often by chance.
    private static final int MOSTLY_TEXT = 12;

    private final boolean longRuns;
    private int characters;

    private Redaction(boolean longRuns) {
        this.longRuns = longRuns;
    }

    /// Free text: any secret or path makes the whole value go.
    static boolean sensitive(String text) {
        return ofText().finds(text);
    }

    /// An id or a commit: long runs are its nature, everything else counts.
    static boolean sensitiveId(String text) {
        return new Redaction(false).finds(text);
    }

    /// For one text.
    static Redaction ofText() {
        return new Redaction(true);
    }

    boolean finds(String text) {
        Set<String> layer = Set.of(text);
        for (int depth = 0; !layer.isEmpty(); depth++) {
            Set<String> below = new LinkedHashSet<>();
            for (String each : layer) {
                // Full-width and other look-alike forms become the plain ones.
                String plain = Normalizer.normalize(INVISIBLE.matcher(each).replaceAll(""), Normalizer.Form.NFKC);
                if (depth > MAX_LAYERS || tooMuch(plain.length()) || says(plain)) {
                    return true;
                }
                for (Disguises.Bytes bytes : Disguises.bytes(plain)) {
                    if (tooMuch(bytes.value().length) || says(bytes)) {
                        return true;
                    }
                }
                below.addAll(Disguises.texts(plain));
            }
            layer = below;
        }
        return false;
    }

    /// How many it has looked through.
    int characters() {
        return characters;
    }

    private boolean tooMuch(int more) {
        characters += more;
        return characters > MAX_CHARACTERS;
    }

    private boolean says(String plain) {
        String withoutWeb = WEB_ADDRESS.matcher(plain).replaceAll(" ");
        return any(SECRETS, plain)
                || ROOTS.matcher(plain).find()
                || any(PATHS, withoutWeb)
                || (longRuns && LONG_RUN.matcher(withoutWeb).find());
    }

    /// Bytes may be no text at all, so only what chance does not produce counts.
    private static boolean says(Disguises.Bytes bytes) {
        // Without the zeros that make ASCII into UTF-16.
        String text = new String(bytes.value(), StandardCharsets.ISO_8859_1).replace("\0", "");
        if (bytes.few()) {
            return WHOLLY_A_ROOT.matcher(text).matches();
        }
        return any(SECRETS, text) || ROOTS.matcher(text).find() || (mostlyText(text) && any(PATHS, text));
    }

    private static boolean mostlyText(String text) {
        long strange = text.chars().filter(c -> c < 0x20 || c > 0x7E).count();
        return text.length() >= MOSTLY_TEXT && strange * 8 <= text.length();
    }

    private static boolean any(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }
}
