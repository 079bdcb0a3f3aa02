package dev.hivesync.inbox;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Page;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can happen to an inbox. Facts may come in any order and any number of times.
public sealed interface Fact {

    /// A page read from `since=<cursor>`, in order. Moves the cursor.
    ///
    /// @param etag goes with the page's cursor
    record Fetched(Page page, @Nullable String etag) implements Fact {}

    /// Everything the server keeps, read anew from `since=`: what is not in it is gone. Replaces the cursor.
    ///
    /// @param startedAt when the reading began, by the local clock; what arrived since is kept
    record Reconciled(List<Page> pages, @Nullable String etag, Instant startedAt) implements Fact {
        public Reconciled {
            pages = List.copyOf(pages);
        }
    }

    /// A frame of the live channel. Never moves the cursor.
    record Pushed(LiveFrame frame) implements Fact {}

    /// The user read these, here or in a plugin. Unknown ids are ignored.
    record Read(Set<String> ids) implements Fact {
        public Read {
            ids = Set.copyOf(ids);
        }
    }

    record Unread(Set<String> ids) implements Fact {
        public Unread {
            ids = Set.copyOf(ids);
        }
    }

    /// The server answered these intents.
    record Delivered(List<OutboxItem> items, Api.Marked answer) implements Fact {
        public Delivered {
            items = List.copyOf(items);
        }
    }

    record Linked(Link link) implements Fact {}

    record ProjectsKnown(List<Api.Project> projects) implements Fact {
        public ProjectsKnown {
            projects = List.copyOf(projects);
        }
    }

    record PluginsConnected(List<ConnectedPlugin> plugins) implements Fact {
        public PluginsConnected {
            plugins = List.copyOf(plugins);
        }
    }
}
