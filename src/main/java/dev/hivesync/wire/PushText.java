package dev.hivesync.wire;

import dev.hivesync.wire.BridgeFrame.Push;
import dev.hivesync.wire.Payload.AiJob;
import dev.hivesync.wire.Payload.Other;
import dev.hivesync.wire.Payload.Preview;
import dev.hivesync.wire.Payload.RepoSync;
import dev.hivesync.wire.Payload.SystemNotice;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event as [BridgeCodec] writes it, to the byte, without a tree in between: a burst is hundreds of them. Only of
/// values that JSON writes as they are; the rest is the codec's.
final class PushText {

    private static final int USUAL_LENGTH = 320;

    /// Written as they go out, in one loop that is compiled soon: through a string they would be copied three times.
    private byte[] bytes = new byte[USUAL_LENGTH];

    private int length;
    private boolean plain = true;

    private PushText() {}

    /// Empty where the text is not to be had so.
    static Optional<byte[]> of(Push push, long seq) {
        PushText writer = new PushText();
        writer.append("{\"type\":\"");
        writer.append(push.kind().wireName());
        writer.append("\",\"seq\":");
        writer.append(Long.toString(seq));
        writer.append(",\"prev\":");
        writer.append(Long.toString(seq - 1));
        writer.append(",\"payload\":{\"");
        writer.payload(push.payload());
        writer.field("notification_id", push.notificationId());
        return writer.plain ? Optional.of(writer.bytes()) : Optional.empty();
    }

    private void payload(Payload payload) {
        switch (payload) {
            case AiJob job -> {
                field("job_id", job.jobId());
                field("project_id", job.projectId());
                field("action", job.action());
                field("error", job.error());
            }
            case Preview preview -> {
                field("preview_token", preview.previewToken());
                field("project_id", preview.projectId());
                field("platform", preview.platform());
                Instant expiresAt = preview.expiresAt();
                field("expires_at", expiresAt == null ? null : Times.format(expiresAt));
            }
            case RepoSync sync -> {
                field("sync_id", sync.syncId());
                field("commit", sync.commit());
                field("project_id", sync.projectId());
                field("error", sync.error());
            }
            case SystemNotice _, Other _ -> plain = false;
        }
    }

    /// Leaves the quote of the next name behind.
    private void field(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        append(name);
        append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            plain &= c >= ' ' && c < 0x7f && c != '"' && c != '\\';
        }
        append(value);
        append("\",\"");
    }

    private void append(String ascii) {
        int end = length + ascii.length();
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
    }

    /// Both objects end where another field would begin.
    private byte[] bytes() {
        bytes[length - 2] = '}';
        bytes[length - 1] = '}';
        return Arrays.copyOf(bytes, length);
    }
}
