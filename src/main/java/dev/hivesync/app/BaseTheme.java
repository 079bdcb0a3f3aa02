package dev.hivesync.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// AtlantaFX's theme without the rules of controls that the window does not have, which are four in five. JavaFX reads
/// all of a theme before the first frame, and holds every rule of it against every node.
final class BaseTheme {

    /// Whose rules stay: the style class, or the type, that a selector begins with.
    private static final Set<String> ON_SCREEN = Set.of(
            "root",
            "Text",
            "button",
            "cell",
            "context-menu",
            "custom-text-field",
            "ikonli-font-icon",
            "label",
            "list-view",
            "menu",
            "menu-item",
            "mnemonic-underline",
            "password-field",
            "scroll-bar",
            "scroll-pane",
            "separator",
            "text",
            "text-field",
            "text-input",
            "toggle-button",
            "toggle-switch",
            "tooltip");

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("([^{}]+)\\{([^{}]*)}");
    private static final Pattern LEAD = Pattern.compile("\\.?([\\w-]+)");

    private BaseTheme() {}

    /// @param theme a path on the class path, of a sheet without at-rules
    static String of(String theme) throws IOException {
        try (InputStream sheet = Objects.requireNonNull(BaseTheme.class.getResourceAsStream(theme), theme)) {
            return onScreen(new String(sheet.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    static String onScreen(String sheet) {
        return RULE.matcher(COMMENT.matcher(sheet).replaceAll(""))
                .results()
                .map(rule -> {
                    String selectors = Arrays.stream(rule.group(1).split(",", -1))
                            .map(String::strip)
                            .filter(BaseTheme::stays)
                            .collect(Collectors.joining(",\n"));
                    return selectors.isEmpty() ? "" : selectors + " {" + rule.group(2) + "}\n";
                })
                .collect(Collectors.joining());
    }

    private static boolean stays(String selector) {
        Matcher lead = LEAD.matcher(selector);
        return lead.lookingAt() && ON_SCREEN.contains(lead.group(1));
    }
}
