package dev.hivesync.wire;

import dev.hivesync.wire.BridgeFrame.Push;
import dev.hivesync.wire.Payload.AiJob;
import dev.hivesync.wire.Payload.Other;
import dev.hivesync.wire.Payload.Preview;
import dev.hivesync.wire.Payload.RepoSync;
import dev.hivesync.wire.Payload.SystemNotice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An event as [BridgeCodec] writes it, to the byte, without a tree in between: a burst is hundreds of them. Only of
/// values that JSON writes as they are; the rest is the codec's.
final class PushText {

    private static final int USUAL_LENGTH = 320;

    private final StringBuilder text = new StringBuilder(USUAL_LENGTH);
    private boolean plain = true;

    private PushText() {}

    /// Empty where the text is not to be had so.
    static Optional<byte[]> of(Push push, long seq) {
        PushText writer = new PushText();
        writer.text
                .append("{\"type\":\"")
                .append(push.kind().wireName())
                .append("\",\"seq\":")
                .append(seq)
                .append(",\"prev\":")
                .append(seq - 1)
                .append(",\"payload\":{");
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

    private void field(String name, @Nullable String value) {
        if (value == null) {
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            plain &= c >= ' ' && c < 0x7f && c != '"' && c != '\\';
        }
        text.append('"').append(name).append("\":\"").append(value).append("\",");
    }

    private byte[] bytes() {
        text.setCharAt(text.length() - 1, '}');
        return text.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
