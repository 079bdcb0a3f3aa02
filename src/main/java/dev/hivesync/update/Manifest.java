package dev.hivesync.update;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/// What a release says of itself.
///
/// @param released when it was signed; a manifest that is older than one that was seen is a trick
/// @param expires from then on somebody keeps newer ones away
/// @param page what a person is led to
/// @param notes what is new, in a sentence or two
/// @param downloads by platform, as `linux-x64-deb`
public record Manifest(
        ReleaseNumber version,
        Instant released,
        Instant expires,
        URI page,
        String notes,
        Map<String, Download> downloads) {

    /// @param sha256 of the file, in lower-case hexadecimal
    public record Download(URI url, String sha256) {}

    public Manifest {
        downloads = Map.copyOf(downloads);
    }
}
