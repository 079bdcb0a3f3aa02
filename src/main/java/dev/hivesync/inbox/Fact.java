package dev.hivesync.inbox;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.LiveFrame;
import dev.hivesync.wire.Page;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can happen to an inbox. Facts may come in any order and any number of times.
public sealed interface Fact {

    /// A page read from `since=<cursor>`. Moves the cursor where it was read from the cursor that is still the
    /// present one; else it brings its rows and nothing more.
    ///
    /// @param etag goes with the page's cursor
    record Fetched(Place from, Page page, @Nullable String etag) implements Fact {}

    /// Everything the server keeps, read anew from `since=`: what is not in it is gone. Replaces the cursor.
    /// Ignored where the cursor has moved since the reading began.
    ///
    /// @param before the state when the reading began; what arrived since is kept
    record Reconciled(
            InboxState before, List<Page> pages, @Nullable String etag) implements Fact {
        public Reconciled {
            pages = List.copyOf(pages);
        }
    }

    /// A frame of the live channel. Never moves the cursor.
    record Pushed(LiveFrame frame) implements Fact {}

    /// The user read these, here or in a plugin. Ids that are not known here yet are sent all the same: a plugin
    /// may have heard of them first.
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

    /// The server answered the intents of these ids, as far as they were queued by then.
    ///
    /// @param upTo the last outbox item that was sent
    record Delivered(List<String> ids, Mark mark, long upTo, Api.Marked answer) implements Fact {
        public Delivered {
            ids = List.copyOf(ids);
        }
    }

    /// The server refused this one intent and would refuse it again.
    ///
    /// @param upTo the last outbox item that was sent
    /// @param reason the status and the contract's error code
    record Refused(String id, long upTo, String reason) implements Fact {}

    /// The user wants refused intents sent again.
    record Retried(Set<String> ids) implements Fact {
        public Retried {
            ids = Set.copyOf(ids);
        }
    }

    /// The user gives refused intents up: what the server says counts again.
    record GivenUp(Set<String> ids) implements Fact {
        public GivenUp {
            ids = Set.copyOf(ids);
        }
    }

    /// What the user decided about threads, on this desktop alone.
    ///
    /// @param threads as [Entry#thread] names them
    record Decided(Set<String> threads, Decision decision) implements Fact {
        public Decided {
            threads = Set.copyOf(threads);
        }
    }

    /// These snoozes were found to be over. One that has been changed since then is not.
    record Woken(List<Handling> due) implements Fact {
        public Woken {
            due = List.copyOf(due);
        }
    }

    /// The user takes a decision about snoozes back: they are as they were.
    record Restored(List<Handling> before) implements Fact {
        public Restored {
            before = List.copyOf(before);
        }
    }

    /// What became of telling the user about arrivals; of one notification the last counts, so they come in order.
    record Told(List<Telling> tellings) implements Fact {
        public Told {
            tellings = List.copyOf(tellings);
        }
    }

    /// The user has seen that the inbox was made anew.
    record RebuildSeen() implements Fact {}

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
