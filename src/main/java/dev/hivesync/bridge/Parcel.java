package dev.hivesync.bridge;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Whole frames, end to end, as they go to every plugin: made once and shared.
///
/// @param bytes whoever writes them takes a view of his own
/// @param frames how many they are
record Parcel(ByteBuffer bytes, int frames) {

    private static final int MOST_FRAMES = 64;

    static Parcel of(byte[] frame) {
        return new Parcel(ByteBuffer.wrap(frame), 1);
    }

    /// Put together, so that they leave in few writes.
    static List<Parcel> of(Collection<byte[]> frames) {
        if (frames.size() == 1) {
            return List.of(of(frames.iterator().next()));
        }
        List<Parcel> parcels = new ArrayList<>();
        List<byte[]> part = new ArrayList<>();
        for (byte[] frame : frames) {
            part.add(frame);
            if (part.size() == MOST_FRAMES) {
                parcels.add(joined(part));
                part.clear();
            }
        }
        if (!part.isEmpty()) {
            parcels.add(joined(part));
        }
        return parcels;
    }

    private static Parcel joined(List<byte[]> frames) {
        ByteBuffer bytes = ByteBuffer.allocate(
                frames.stream().mapToInt(frame -> frame.length).sum());
        frames.forEach(bytes::put);
        return new Parcel(bytes.flip(), frames.size());
    }
}
