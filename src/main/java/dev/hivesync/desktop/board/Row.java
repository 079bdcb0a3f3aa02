package dev.hivesync.desktop.board;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A line of the list.
///
/// @param project the project's name, empty where the thread has none
/// @param opens the group that this row is the first of, or null
/// @param unread whether there is something unread in it that counts
/// @param muted whether its latest event counts nowhere
/// @param recovered how long its failure lasted, or null where none was made good
/// @param text what the search looks through
public record Row(
        ThreadRow thread,
        String project,
        @Nullable Heading opens,
        boolean unread,
        boolean muted,
        @Nullable Duration recovered,
        SearchText text) {

    public Row(
            ThreadRow thread,
            String project,
            @Nullable Heading opens,
            boolean unread,
            boolean muted,
            @Nullable Duration recovered) {
        this(thread, project, opens, unread, muted, recovered, new SearchText());
    }

    /// The same line in another place.
    Row opening(@Nullable Heading group) {
        return Objects.equals(group, opens) ? this : new Row(thread, project, group, unread, muted, recovered, text);
    }

    /// The same line, searched by a text that may be made already. Where that is another thread's, its own stays.
    Row searchedAs(@Nullable Row known) {
        return known != null && known.thread.equals(thread) && known.project.equals(project)
                ? new Row(thread, project, opens, unread, muted, recovered, known.text)
                : this;
    }
}
