package dev.hivesync.desktop.settings;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Settings under one heading.
record Section(String title, List<Item> items) {

    Section {
        items = List.copyOf(items);
    }

    /// What is left of it when every word must occur; all of it where the heading has them.
    Section matching(String query) {
        List<String> words = List.of(query.strip().toLowerCase(Locale.ROOT).split("\\s+", -1));
        return new Section(
                title,
                items.stream()
                        .filter(item -> holds(
                                words,
                                title + " " + item.title() + " " + item.text() + " "
                                        + String.join(" ", options(item).toList())))
                        .toList());
    }

    private static Stream<String> options(Item item) {
        return item.control() instanceof Control.Choice choice
                ? choice.options().stream().map(Control.Option::text)
                : Stream.empty();
    }

    private static boolean holds(List<String> words, String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return words.stream().allMatch(lower::contains);
    }
}
