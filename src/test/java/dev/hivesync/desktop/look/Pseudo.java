package dev.hivesync.desktop.look;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A language that nobody speaks, made from the English texts: accented, two fifths longer and in brackets. What it
/// does not fit, no translation fits; what stands without brackets was never given to a translator.
public final class Pseudo {

    private static final String PLAIN = "AaCcEeGgIiNnOoSsUuYyZz";
    private static final String ACCENTED = "ÅåÇçÉéĜĝÎîÑñÖöŠšÛûÝýŽž";
    private static final Pattern WORD = Pattern.compile("\\p{L}+");
    private static final double LONGER = 1.4;
    private static final String CHOICE = ",choice,";

    private Pseudo() {}

    /// The window's texts in it.
    public static Texts texts() {
        ResourceBundle english = ResourceBundle.getBundle("dev.hivesync.desktop.messages", Locale.ROOT);
        ResourceBundle spoken = new ResourceBundle() {
            @Override
            protected Object handleGetObject(String key) {
                String pattern = english.getString(key);
                return spoken(key) ? "[" + of(pattern) + "]" : pattern;
            }

            @Override
            public boolean containsKey(String key) {
                return english.containsKey(key);
            }

            @Override
            public Enumeration<String> getKeys() {
                return Collections.enumeration(english.keySet());
            }
        };
        return new Texts(Locale.ENGLISH, spoken, false);
    }

    /// Patterns of times and what only joins others are no words.
    private static boolean spoken(String key) {
        return !key.startsWith("time.pattern.") && !key.equals("window.title") && !key.equals("toast.burst.and");
    }

    /// What stands in braces is said by the program, except the words of a choice.
    static String of(String pattern) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        while (from < pattern.length()) {
            int open = pattern.indexOf('{', from);
            if (open < 0) {
                break;
            }
            int close = closing(pattern, open);
            out.append(words(pattern.substring(from, open)));
            String inner = pattern.substring(open + 1, close);
            int choice = inner.indexOf(CHOICE);
            out.append('{')
                    .append(
                            choice < 0
                                    ? inner
                                    : inner.substring(0, choice + CHOICE.length())
                                            + choices(inner.substring(choice + CHOICE.length())))
                    .append('}');
            from = close + 1;
        }
        return out.append(words(pattern.substring(from))).toString();
    }

    private static int closing(String pattern, int open) {
        int depth = 0;
        for (int i = open; i < pattern.length(); i++) {
            depth += pattern.charAt(i) == '{' ? 1 : pattern.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new IllegalArgumentException(pattern);
    }

    private static String choices(String text) {
        StringBuilder out = new StringBuilder();
        for (String choice : text.split("\\|", -1)) {
            Matcher limit = Pattern.compile("^\\d+[#<]").matcher(choice);
            if (!limit.find()) {
                throw new IllegalArgumentException(text);
            }
            out.append(out.isEmpty() ? "" : "|").append(limit.group()).append(of(choice.substring(limit.end())));
        }
        return out.toString();
    }

    private static String words(String text) {
        return WORD.matcher(text).replaceAll(word -> longer(word.group()));
    }

    /// The first letters stand twice until the word is long enough.
    private static String longer(String word) {
        int doubled = (int) Math.ceil(word.length() * (LONGER - 1));
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < word.length(); i++) {
            char letter = accented(word.charAt(i));
            out.append(letter);
            if (i < doubled) {
                out.append(Character.toLowerCase(letter));
            }
        }
        return out.toString();
    }

    private static char accented(char letter) {
        int place = PLAIN.indexOf(letter);
        return place < 0 ? letter : ACCENTED.charAt(place);
    }
}
