package dev.hivesync.plugin;

import java.util.List;
import mockwebserver3.MockResponse;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/// A program that sits on the desktop's port and does not know the token.
final class Squatter {

    private Squatter() {}

    /// An upgrade after which each message is answered with a proof that is wrong and an event that is forged.
    ///
    /// @param heard takes what is said to it
    static MockResponse answering(List<String> heard) {
        return new MockResponse.Builder()
                .webSocketUpgrade(new WebSocketListener() {
                    @Override
                    public void onMessage(WebSocket socket, String text) {
                        heard.add(text);
                        socket.send(
                                "{\"type\":\"challenge\",\"payload\":{\"nonce\":\"MDEyMzQ1Njc4OWFiY2RlZg==\",\"proof\":\"AAAA\"}}");
                        socket.send(
                                "{\"type\":\"ai_job_complete\",\"seq\":1,\"payload\":{\"notification_id\":\"forged\"}}");
                    }

                    @Override
                    public void onFailure(WebSocket socket, Throwable cause, @Nullable Response response) {}
                })
                .build();
    }
}
