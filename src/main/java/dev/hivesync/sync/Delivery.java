package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import java.util.Set;

/// Hands over what the user wants, oldest first, until nothing waits or the backend cannot take more.
///
/// A batch that the backend refuses is halved until the one intent is found that it will never take; that one is set
/// aside and the rest goes on.
final class Delivery {

    /// The statuses that speak of what was sent. Others speak of the sender, the moment or the address: those are
    /// no reason to give an intent up.
    private static final Set<Integer> SPEAK_OF_CONTENT = Set.of(400, 409, 413, 422);

    /// More refusals than this in one round and something else is wrong; the next round goes on.
    private static final int MOST_REFUSED = 8;

    private final Backend backend;
    private final Intents intents;

    Delivery(Backend backend, Intents intents) {
        this.backend = backend;
        this.intents = intents;
    }

    /// @return `Ok` where nothing waits any more, else what the backend said last
    Reply<?> all() {
        Reply<?> last = new Reply.Ok<>(true, null, null);
        int refused = 0;
        while (true) {
            Intents.Batch batch = intents.oldest().orElse(null);
            if (batch == null) {
                return new Reply.Ok<>(true, null, null);
            }
            if (refused == MOST_REFUSED) {
                return last;
            }
            last = send(batch);
            if (last instanceof Reply.Rejected<?> rejected && content(rejected)) {
                last = narrow(batch, rejected);
                refused++;
            }
            if (!(last instanceof Reply.Ok) && !(last instanceof Reply.Rejected<?> again && content(again))) {
                return last;
            }
        }
    }

    private Reply<?> send(Intents.Batch batch) {
        Reply<Api.Marked> reply = backend.mark(batch.ids(), batch.read());
        if (reply instanceof Reply.Ok<Api.Marked> ok) {
            intents.delivered(batch, ok.body());
        }
        return reply;
    }

    /// Finds one intent that is to blame for a refusal, in as many calls as the batch can be halved.
    private Reply<?> narrow(Intents.Batch refused, Reply.Rejected<?> verdict) {
        Intents.Batch suspects = refused;
        Reply.Rejected<?> last = verdict;
        boolean alone = suspects.ids().size() == 1;
        while (!alone) {
            int half = Math.ceilDiv(suspects.ids().size(), 2);
            Intents.Batch first = suspects.part(0, half);
            Reply<?> reply = send(first);
            if (reply instanceof Reply.Rejected<?> rejected && content(rejected)) {
                last = rejected;
                suspects = first;
                alone = first.ids().size() == 1;
            } else if (!(reply instanceof Reply.Ok) || half == suspects.ids().size()) {
                return reply;
            } else {
                suspects = suspects.part(half, suspects.ids().size());
            }
        }
        intents.refused(suspects, last.status() + " " + last.code());
        return last;
    }

    /// A proxy's own page has no code of ours.
    private static boolean content(Reply.Rejected<?> rejected) {
        return SPEAK_OF_CONTENT.contains(rejected.status()) && !rejected.code().isEmpty();
    }
}
