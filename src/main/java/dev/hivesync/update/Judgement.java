package dev.hivesync.update;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Decides what a fetched file is worth. A valid signature is not enough: an old manifest was validly signed too.
record Judgement(ReleaseSource source, ReleaseNumber own) {

    /// Clocks differ.
    private static final Duration TOLERANCE = Duration.ofHours(24);

    /// @param seen when the newest manifest so far was signed
    Outcome of(String file, Instant seen, Instant now) {
        Optional<SignedManifest> signed = SignedManifest.read(file);
        if (signed.isEmpty()) {
            return new Outcome.Refused(Refusal.NO_MANIFEST);
        }
        if (!signed.get().signedBy(source.key())) {
            return new Outcome.Refused(Refusal.FORGED);
        }
        return signed.get()
                .parse()
                .map(manifest -> judge(manifest, seen, now))
                .orElseGet(() -> new Outcome.Refused(Refusal.NO_MANIFEST));
    }

    private Outcome judge(Manifest manifest, Instant seen, Instant now) {
        if (manifest.released().isAfter(now.plus(TOLERANCE))) {
            return new Outcome.Refused(Refusal.FROM_THE_FUTURE);
        }
        if (manifest.released().isBefore(seen)) {
            return new Outcome.Refused(Refusal.OLDER_THAN_ONE_SEEN);
        }
        if (!manifest.expires().isAfter(now)) {
            return new Outcome.Refused(Refusal.EXPIRED);
        }
        if (!source.trusts(manifest.page())
                || manifest.downloads().values().stream().anyMatch(file -> !source.trusts(file.url()))) {
            return new Outcome.Refused(Refusal.WRONG_HOST);
        }
        return manifest.version().compareTo(own) > 0 ? new Outcome.Newer(manifest) : new Outcome.Newest(manifest);
    }
}
