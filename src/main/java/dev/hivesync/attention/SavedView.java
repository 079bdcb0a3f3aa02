package dev.hivesync.attention;

import dev.hivesync.wire.Family;
import org.jspecify.annotations.Nullable;

/// What the list was narrowed to, under a name of its own.
///
/// @param name unlike that of any other view
/// @param family of the types that are listed; null for all
/// @param project whose notifications are listed; null for all
/// @param query words that must all occur; empty for all
public record SavedView(
        String name, @Nullable Family family, @Nullable String project, boolean unreadOnly, String query) {

    /// So many fit into the sidebar.
    public static final int MOST = 20;

    public static final int LONGEST_NAME = 40;

    /// A longer search was not typed by anybody.
    static final int LONGEST_QUERY = 200;

    public SavedView named(String next) {
        return new SavedView(next, family, project, unreadOnly, query);
    }

    /// Whether it can be kept.
    boolean sound() {
        return !name.isBlank()
                && name.length() <= LONGEST_NAME
                && name.equals(name.strip())
                && query.length() <= LONGEST_QUERY
                && name.codePoints().noneMatch(Character::isISOControl)
                && query.codePoints().noneMatch(Character::isISOControl);
    }
}
