package dev.hivesync.plugin;

import dev.hivesync.plugin.PluginNews.Polled;
import dev.hivesync.plugin.PluginNews.Pushed;
import dev.hivesync.plugin.PluginNews.Reached;
import dev.hivesync.plugin.PluginNews.Wanted;
import dev.hivesync.wire.BridgeCodec;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Kind;
import dev.hivesync.wire.BridgeFrame.Push;
import dev.hivesync.wire.BridgeFrame.Read;
import dev.hivesync.wire.BridgeMessage;
import dev.hivesync.wire.Json;
import dev.hivesync.wire.Notification;
import dev.hivesync.wire.Payload;
import dev.hivesync.wire.Payload.AiJob;
import dev.hivesync.wire.Payload.Other;
import dev.hivesync.wire.Payload.Preview;
import dev.hivesync.wire.Payload.RepoSync;
import dev.hivesync.wire.Payload.SystemNotice;
import java.util.Arrays;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The lines of `watch`: one for each piece of news.
public final class WatchLine {

    private final BridgeCodec codec = new BridgeCodec();

    /// Keeps nothing.
    public WatchLine() {}

    /// `{"type", "seq"?, "payload", "source": "bridge" | "poll"}`, or `{"type": "connection", "payload": {"state"}}`.
    public String json(PluginNews news) {
        ObjectNode line = Json.MAPPER.createObjectNode();
        switch (news) {
            case Pushed(var seq, var event) -> {
                JsonNode frame = Json.MAPPER.readTree(codec.encode(BridgeMessage.event(event, seq)));
                line.set("type", frame.path("type"));
                line.put("seq", seq);
                line.set("payload", frame.path("payload"));
                line.put("source", "bridge");
            }
            case Polled(var notification) -> {
                line.put("type", type(notification));
                JsonNode row = Json.MAPPER.valueToTree(notification);
                ObjectNode payload = Json.MAPPER.createObjectNode();
                row.path("payload").properties().forEach(field -> payload.set(field.getKey(), field.getValue()));
                payload.put("notification_id", notification.notificationId());
                line.set("payload", payload);
                line.put("source", "poll");
            }
            case Wanted(var review) -> {
                JsonNode frame = Json.MAPPER.readTree(codec.encode(BridgeMessage.of(review)));
                line.set("type", frame.path("type"));
                line.set("payload", frame.path("payload"));
                line.put("source", "bridge");
            }
            case Reached(var reach) -> {
                line.put("type", "connection");
                line.putObject("payload").put("state", reach.wireName());
            }
        }
        return Json.MAPPER.writeValueAsString(line);
    }

    /// For a person.
    public String text(PluginNews news) {
        return switch (news) {
            case Pushed pushed ->
                switch (pushed.event()) {
                    case Push push -> push.kind().wireName() + about(push.payload());
                    case Read read -> "read: " + read.notificationIds().size() + " here or elsewhere";
                };
            case Polled(var notification) -> type(notification) + about(notification.payload());
            case Wanted(var review) ->
                "open_review: " + review.action() + " in " + review.projectId() + " (" + review.jobId() + ")";
            case Reached(var reach) ->
                switch (reach) {
                    case CONNECTED -> "Connected to HiveSync Desktop.";
                    case DESKTOP_NOT_RUNNING -> "HiveSync Desktop is not running.";
                    case NOT_TRUSTED -> "What listens on the desktop's port is not the desktop; it was told nothing.";
                    case FILE_EXPOSED ->
                        "Others than you can read or change bridge.json; it is not used. Restart HiveSync Desktop.";
                    case REFUSED -> "HiveSync Desktop refuses this plugin; is one of them of another version?";
                    case DISCONNECTED ->
                        "Disconnected in HiveSync Desktop; comes back in half an hour, or when it starts anew.";
                };
        };
    }

    /// The push events go by one name, whichever way they came.
    private static String type(Notification notification) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.source().wireName().equals(notification.type()))
                .findFirst()
                .map(BridgeFrame.Kind::wireName)
                .orElse(notification.type());
    }

    private static String about(Payload payload) {
        return switch (payload) {
            case AiJob job -> ": " + job.action() + " in " + job.projectId() + " (" + job.jobId() + ")";
            case Preview preview -> ": " + preview.platform() + " preview of " + preview.projectId();
            case RepoSync sync -> ": " + sync.commit() + " (" + sync.syncId() + ")";
            case SystemNotice notice -> ": " + notice.message();
            case Other _ -> "";
        };
    }
}
