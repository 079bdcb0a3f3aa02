package dev.hivesync.server.store;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a text says when one layer of encoding is taken off it, or off a part of it. Every reading is shorter than
/// what it was read from.
final class Disguises {

    private static final Pattern PERCENT = Pattern.compile("%[0-9a-fA-F]{2}");

    private static final Map<String, String> ENTITIES = Map.of(
            "&sol;",
            "/",
            "&bsol;",
            "\\",
            "&colon;",
            ":",
            "&period;",
            ".",
            "&equals;",
            "=",
            "&amp;",
            "&",
            "&quot;",
            "\"",
            "&num;",
            "#",
            "&percnt;",
            "%");

    private static final Pattern ENTITY = Pattern.compile(String.join("|", ENTITIES.keySet()));

    /// A character by its number.
    private record Escape(Pattern pattern, int radix) {
        Escape(String pattern, int radix) {
            this(Pattern.compile(pattern), radix);
        }

        String undone(String text) {
            return pattern.matcher(text).replaceAll(found -> {
                int number = Integer.parseInt(found.group(1), radix);
                return Matcher.quoteReplacement(Character.isValidCodePoint(number) ? Character.toString(number) : " ");
            });
        }
    }

    /// Of HTML, JSON, programming languages and mail.
    private static final List<Escape> ESCAPES = List.of(
            new Escape("&#([0-9]{1,7});", 10),
            new Escape("&#[xX]([0-9a-fA-F]{1,6});", 16),
            new Escape("[\\\\%]u([0-9a-fA-F]{4})", 16),
            new Escape("\\\\u\\{([0-9a-fA-F]{1,6})}", 16),
            new Escape("\\\\U00([0-9a-fA-F]{6})", 16),
            new Escape("\\\\x([0-9a-fA-F]{2})", 16),
            new Escape("\\\\([0-3][0-7]{2})", 8),
            new Escape("=([2-7][0-9A-F])", 16));

    private static final Pattern HEX_RUN = Pattern.compile("(?:[0-9a-fA-F]{2}){6,}");

    /// Shorter ones hold less than any root.
    private static final Pattern BASE64_RUN = Pattern.compile("[A-Za-z0-9+/_-]{6,}={0,2}");

    /// Of base64, from which on it may say more than the name of a root.
    private static final int SOME = 8;

    private Disguises() {}

    /// @param few too few for anything but a root by itself
    @SuppressWarnings("ArrayRecordComponent")
    record Bytes(byte[] value, boolean few) {}

    /// What is text again.
    static List<String> texts(String text) {
        List<String> texts = new ArrayList<>();
        if (PERCENT.matcher(text).find()) {
            texts.add(percentDecoded(text));
        }
        String unescaped = unescaped(text);
        if (!unescaped.equals(text)) {
            texts.add(unescaped);
        }
        Matcher runs = BASE64_RUN.matcher(text);
        while (runs.find()) {
            String run = standard(runs.group());
            String decoded = run.length() < SOME || run.length() % 4 == 1 ? "" : printable(base64(run, 0));
            if (!decoded.isEmpty()) {
                texts.add(decoded);
            }
        }
        return texts;
    }

    /// What may be text with bytes around or within it that are none: of base64, where letters may be glued to its
    /// front, each of the four alignments.
    static List<Bytes> bytes(String text) {
        List<Bytes> all = new ArrayList<>();
        Matcher runs = BASE64_RUN.matcher(text);
        while (runs.find()) {
            String run = standard(runs.group());
            boolean few = run.length() < SOME;
            for (int start = 0; start < (few ? 1 : 4); start++) {
                all.add(new Bytes(base64(run, start), few));
            }
        }
        HEX_RUN.matcher(text)
                .results()
                .map(MatchResult::group)
                .forEach(run -> all.add(new Bytes(HexFormat.of().parseHex(run), false)));
        return all;
    }

    private static String standard(String run) {
        return run.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
    }

    private static byte[] base64(String run, int start) {
        int length = run.length() - start;
        return Base64.getDecoder().decode(run.substring(start, start + (length % 4 == 1 ? length - 1 : length)));
    }

    private static String percentDecoded(String text) {
        // A stray % or a + of its own must not stop the decoding of the rest.
        String safe = text.replaceAll("%(?![0-9a-fA-F]{2})", "%25").replace("+", "%2B");
        return URLDecoder.decode(safe, StandardCharsets.UTF_8);
    }

    private static String unescaped(String text) {
        String plain = ENTITY.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(ENTITIES.getOrDefault(found.group(), " ")));
        for (Escape escape : ESCAPES) {
            plain = escape.undone(plain);
        }
        return plain;
    }

    /// Empty where the bytes are no text: words of a sentence, read as base64, are none.
    private static String printable(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.chars().allMatch(c -> c >= 0x20 || c == '\n' || c == '\t') ? text : "";
        } catch (CharacterCodingException _) {
            return "";
        }
    }
}
