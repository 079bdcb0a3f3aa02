package dev.hivesync.inbox;

import java.util.List;

/// A move of the inbox from one state to the next. An observer's first step is the present, without changes.
///
/// @param changes in the order in which they happened
public record Step(InboxState state, List<Change> changes) {
    public Step {
        changes = List.copyOf(changes);
    }

    /// What a step did to the entries.
    public sealed interface Change {

        /// Heard of for the first time: once for every notification, whatever brought it and in which order. It may
        /// be read already.
        record Arrived(Entry entry) implements Change {}

        /// No longer unread, here or elsewhere.
        record BecameRead(List<String> ids) implements Change {
            public BecameRead {
                ids = List.copyOf(ids);
            }
        }

        record BecameUnread(List<String> ids) implements Change {
            public BecameUnread {
                ids = List.copyOf(ids);
            }
        }

        /// The user put these threads off.
        record PutOff(List<String> threads) implements Change {
            public PutOff {
                threads = List.copyOf(threads);
            }
        }

        /// The time for which these threads were put off is over: each tells of it once. What news brought back
        /// tells of the news alone.
        record CameBack(List<String> threads) implements Change {
            public CameBack {
                threads = List.copyOf(threads);
            }
        }

        /// No longer kept by the server, or past local retention.
        record Forgotten(List<String> ids) implements Change {
            public Forgotten {
                ids = List.copyOf(ids);
            }
        }
    }
}
