package dev.hivesync.server.store;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Decides whether a text gives away a secret or a path, plain, percent-encoded or in base64. It errs on the
/// side of hiding: what looks like one is one.
final class Redaction {

    static final String REDACTED = "[redacted]";

    private static final int MAX_DECODINGS = 8;

    /// No notification holds more than 1,024 bytes: a longer text is refused for its length, so it is looked through
    /// less deeply.
    private static final int LONG_TEXT = 2_048;

    private static final int DECODINGS_OF_LONG_TEXT = 3;

    private static final Pattern WEB_ADDRESS = Pattern.compile("\\bhttps?://[^\\s\"'<>]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern PERCENT = Pattern.compile("%[0-9a-fA-F]{2}");
    private static final Pattern BASE64_RUN = Pattern.compile("[A-Za-z0-9+/_-]{8,}={0,2}");

    private static final Pattern HEX_RUN = Pattern.compile("(?:[0-9a-fA-F]{2}){6,}");

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

    /// The well-known roots count wherever they stand, also inside a web address or glued to a word.
    private static final Pattern ROOTS =
            Pattern.compile("/(?:home|Users|etc|root|var|tmp|private|mnt|srv|opt|usr)/[^\\s/]");

    private static final Pattern ESCAPED =
            Pattern.compile("&#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6});|\\\\u[0-9a-fA-F]{4}");

    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]*"),
            Pattern.compile("\\b(?:bearer|basic)\\s+[A-Za-z0-9._~+/=-]{8,}", Pattern.CASE_INSENSITIVE),
            Pattern.compile("-----BEGIN [A-Z ]+-----"),
            Pattern.compile(
                    "\\b(?:gh[opsur]_|github_pat_|glpat-|sk-|sk_live_|pk_live_|xox[abprs]-|npm_|pypi-)[A-Za-z0-9_-]{8,}"),
            Pattern.compile("\\b(?:AKIA|ASIA)[A-Z0-9]{12,}"),
            Pattern.compile("\\bAIza[A-Za-z0-9_-]{20,}"),
            Pattern.compile(
                    "(?:password|passphrase|passwd|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)[\"']?\\s*[:=]\\s*[\"']?[^\\s\"',}]{3,}",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("://[^/\\s:@]+:[^/\\s@]+@"));

    /// Long unbroken runs are keys and digests; ids of ours stay under 40 characters.
    private static final Pattern LONG_RUN = Pattern.compile("[A-Za-z0-9+/_=-]{40,}");

    private Redaction() {}

    /// Free text: any secret or path makes the whole value go.
    static boolean sensitive(String text) {
        return sensitive(text, true, decodings(text));
    }

    /// An id or a commit: long runs are its nature, everything else counts.
    static boolean sensitiveId(String text) {
        return sensitive(text, false, decodings(text));
    }

    private static int decodings(String text) {
        return text.length() > LONG_TEXT ? DECODINGS_OF_LONG_TEXT : MAX_DECODINGS;
    }

    private static boolean sensitive(String text, boolean longRuns, int decodings) {
        // Full-width and other look-alike forms become the plain ones.
        String plain = Normalizer.normalize(INVISIBLE.matcher(text).replaceAll(""), Normalizer.Form.NFKC);
        String withoutWeb = WEB_ADDRESS.matcher(plain).replaceAll(" ");
        return any(SECRETS, plain)
                || ROOTS.matcher(plain).find()
                || any(PATHS, withoutWeb)
                || (longRuns && LONG_RUN.matcher(withoutWeb).find())
                || (decodings > 0 && hidden(plain, longRuns, decodings - 1));
    }

    private static boolean any(List<Pattern> patterns, String text) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(text).find());
    }

    private static boolean hidden(String text, boolean longRuns, int decodings) {
        if (PERCENT.matcher(text).find() && sensitive(percentDecoded(text), longRuns, decodings)) {
            return true;
        }
        if (ESCAPED.matcher(text).find() && sensitive(unescaped(text), longRuns, decodings)) {
            return true;
        }
        Matcher runs = BASE64_RUN.matcher(text);
        while (runs.find()) {
            if (gluedBase64(runs.group())) {
                return true;
            }
            String decoded = base64Decoded(runs.group());
            if (!decoded.isEmpty() && sensitive(decoded, longRuns, decodings)) {
                return true;
            }
        }
        return HEX_RUN.matcher(text)
                .results()
                .anyMatch(run -> certain(HexFormat.of().parseHex(run.group())));
    }

    /// A run with stray bytes, or with letters glued to its front: each of the four alignments is looked at.
    private static boolean gluedBase64(String run) {
        String standard = standard(run);
        for (int start = 0; start < 4; start++) {
            int length = standard.length() - start;
            int whole = length % 4 == 1 ? length - 1 : length;
            if (certain(Base64.getDecoder().decode(standard.substring(start, start + whole)))) {
                return true;
            }
        }
        return false;
    }

    /// Only what chance does not produce counts among bytes that may be no text at all.
    private static boolean certain(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return any(SECRETS, text) || ROOTS.matcher(text).find();
    }

    private static String standard(String run) {
        return run.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
    }

    private static String percentDecoded(String text) {
        // A stray % or a + of its own must not stop the decoding of the rest.
        String safe = text.replaceAll("%(?![0-9a-fA-F]{2})", "%25").replace("+", "%2B");
        return URLDecoder.decode(safe, StandardCharsets.UTF_8);
    }

    /// Characters of HTML and JSON escapes.
    private static String unescaped(String text) {
        return ESCAPED.matcher(text).replaceAll(found -> {
            String digits = found.group().replaceAll("[&#;\\\\uxX]", "");
            boolean hex = found.group().startsWith("\\") || found.group().matches("&#[xX].*");
            int code = Integer.parseInt(digits, hex ? 16 : 10);
            return Matcher.quoteReplacement(Character.isValidCodePoint(code) ? Character.toString(code) : " ");
        });
    }

    /// Empty where the run is no base64 of printable text: words of a sentence are not.
    private static String base64Decoded(String run) {
        try {
            byte[] bytes = Base64.getDecoder().decode(standard(run));
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().allMatch(c -> c >= 0x20 || c == '\n' || c == '\t') ? text : "";
        } catch (IllegalArgumentException | CharacterCodingException _) {
            return "";
        }
    }
}
