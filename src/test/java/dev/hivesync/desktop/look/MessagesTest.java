package dev.hivesync.desktop.look;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.NotificationType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The words of the window, in each language.
class MessagesTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/hivesync");
    private static final Path BUNDLES = Path.of("src/main/resources/dev/hivesync/desktop");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9_]*(?:\\.[a-z0-9_]*)*)\"");
    private static final Pattern CONSTANT = Pattern.compile("\\b[A-Z][A-Z0-9_]+\\b");
    private static final Pattern SAID = Pattern.compile("\\btext\\(\\s*\"([a-z0-9_.]+)\"\\s*[,)]");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d+)");
    private static final Pattern CHOICE = Pattern.compile("\\{(\\d+),choice,");

    private final Map<String, String> english = bundle("messages.properties");
    private final Map<String, String> german = bundle("messages_de.properties");

    @Test
    void each_language_has_every_text() {
        assertThat(german.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
        assertThat(german).allSatisfy((key, text) -> assertThat(text).as(key).isNotEmpty());
    }

    @Test
    void no_text_stands_twice_in_a_file() {
        assertThat(keys("messages.properties")).doesNotHaveDuplicates();
        assertThat(keys("messages_de.properties")).doesNotHaveDuplicates();
    }

    @Test
    void every_text_that_the_code_names_is_there() {
        assertThat(found(SAID, source("desktop"), 1)).hasSizeGreaterThan(100).isSubsetOf(english.keySet());
    }

    @Test
    void every_text_is_said_somewhere() {
        Set<String> literals = new HashSet<>(found(LITERAL, source("desktop"), 1));
        literals.removeIf(literal -> literal.isEmpty() || literal.equals("."));
        Set<String> parts = found(CONSTANT, source(""), 0).stream()
                .map(constant -> constant.toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(HashSet::new));
        Stream.of(NotificationType.values()).map(NotificationType::wireName).forEach(parts::add);
        parts.addAll(literals);
        // What a payload may name.
        parts.addAll(Set.of("ios", "android", "web"));
        assertThat(english.keySet())
                .filteredOn(key -> !said(key, literals, parts))
                .isEmpty();
    }

    /// Keys are put together from a literal that begins them and what a constant or another literal adds.
    private static boolean said(String key, Set<String> literals, Set<String> parts) {
        return literals.contains(key)
                || (key.endsWith(".mac") && said(key.substring(0, key.length() - ".mac".length()), literals, parts))
                || literals.stream()
                        .filter(head -> head.contains(".") && key.startsWith(head))
                        .anyMatch(head -> ends(key.substring(head.length()), parts))
                || (key.startsWith("settings.") && literals.contains(key.substring("settings.".length())))
                || (key.startsWith("settings.")
                        && key.endsWith(".text")
                        && said(key.substring(0, key.length() - ".text".length()), literals, parts))
                || (key.startsWith("settings.clear.") && parts.contains(key.substring("settings.clear.".length())));
    }

    private static boolean ends(String rest, Set<String> parts) {
        return parts.contains(rest)
                || parts.stream()
                        .anyMatch(part -> !part.isEmpty()
                                && rest.startsWith(part)
                                && parts.contains(rest.substring(part.length())));
    }

    @Test
    void each_language_says_the_same_things() {
        assertThat(english)
                .allSatisfy((key, text) -> assertThat(found(PLACEHOLDER, german.getOrDefault(key, ""), 1))
                        .as(key)
                        .isEqualTo(found(PLACEHOLDER, text, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void a_key_that_a_mac_does_not_have_is_named_as_there(String language) {
        Pattern others = Pattern.compile("\\b(Ctrl|Strg|Alt|Entf)\\b");
        Texts here = new Texts(Locale.of(language), false);
        Texts mac = new Texts(Locale.of(language), true);
        assertThat(english.keySet())
                .allSatisfy(key -> assertThat(mac.text(key, 1, 1, 1)).doesNotContainPattern(others));
        assertThat(here.text("key.ctrl")).isEqualTo(language.equals("de") ? "Strg" : "Ctrl");
        assertThat(mac.text("key.ctrl")).isEqualTo("⌘");
        assertThat(mac.text("views.help.number", 3)).startsWith("Command+3");
        assertThat(mac.text("list.name")).isEqualTo(here.text("list.name"));
    }

    @Test
    void no_text_has_the_mark_that_message_patterns_take_for_a_quote() {
        assertThat(english).allSatisfy((key, text) -> assertThat(text).as(key).doesNotContain("'"));
        assertThat(german).allSatisfy((key, text) -> assertThat(text).as(key).doesNotContain("'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void plurals_are_right_for_none_one_two_and_many(String language) {
        Texts texts = new Texts(Locale.of(language));
        String many = language.equals("de") ? "12.345" : "12,345";
        Map<String, String> counting = new TreeMap<>(language.equals("de") ? german : english);
        counting.values().removeIf(text -> !CHOICE.matcher(text).find());
        assertThat(counting).hasSizeGreaterThan(12).allSatisfy((key, text) -> {
            int argument = Integer.parseInt(found(CHOICE, text, 1).iterator().next());
            String none = said(texts, key, argument, 0);
            String one = said(texts, key, argument, 1);
            String two = said(texts, key, argument, 2);
            assertThat(none).as(key).doesNotContain("1");
            assertThat(one).as(key).doesNotContain("0").doesNotContain("{");
            assertThat(two).as(key).contains("2").isNotEqualTo(one);
            assertThat(said(texts, key, argument, 12_345)).as(key).isEqualTo(two.replace("2", many));
        });
    }

    private static String said(Texts texts, String key, int argument, int count) {
        Object[] arguments = {7, 7, 7};
        arguments[argument] = count;
        return texts.text(key, arguments);
    }

    /// A number beside a word that bends must be a choice; these words do not bend.
    @Test
    void what_counts_without_a_choice_is_known() {
        Set<String> plain = new TreeSet<>();
        english.forEach((key, text) -> {
            if (Pattern.compile("\\{\\d+,number").matcher(text).find()
                    && !CHOICE.matcher(text).find()) {
                plain.add(key);
            }
        });
        assertThat(plain)
                .as("units, places, or words that never stand for one")
                .containsExactlyInAnyOrder(
                        "connection.polling",
                        "connection.retrying",
                        "review.count.added",
                        "review.count.removed",
                        "review.place",
                        "review.spoken.added",
                        "review.spoken.changed",
                        "review.spoken.removed",
                        "review.spoken.same",
                        "time.hours",
                        "time.minutes",
                        "time.span.hours",
                        "time.span.minutes",
                        "time.span.seconds",
                        "toast.away",
                        "toast.burst",
                        "toast.digest",
                        "toast.more",
                        "window.title.unread");
    }

    private static Map<String, String> bundle(String file) {
        try (var reader = Files.newBufferedReader(BUNDLES.resolve(file), StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties.entrySet().stream()
                    .collect(Collectors.toMap(each -> (String) each.getKey(), each -> (String) each.getValue()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> keys(String file) {
        try {
            return Files.readAllLines(BUNDLES.resolve(file)).stream()
                    .filter(line -> line.matches("[a-z0-9_.]+=.*"))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String source(String under) {
        try (Stream<Path> files = Files.walk(SOURCES.resolve(under))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(MessagesTest::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
