package dev.hivesync.update;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/// Over HTTPS and nothing less. Follows no redirect, sends nothing that tells who asks, and reads no more than a
/// manifest can be.
public final class HttpFeed implements Feed {

    private static final int MOST = 64 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final OkHttpClient http;
    private final Request request;

    public HttpFeed(OkHttpClient http, URI manifest) {
        this.http = http.newBuilder()
                .followRedirects(false)
                .followSslRedirects(false)
                .connectionSpecs(List.of(ConnectionSpec.MODERN_TLS))
                .callTimeout(PATIENCE)
                .build();
        this.request = new Request.Builder()
                .url(manifest.toString())
                .header("User-Agent", "HiveSync")
                .header("Accept", "application/json")
                .build();
    }

    @Override
    public Answer fetch() {
        try (Response response = http.newCall(request).execute();
                InputStream body = response.body().byteStream()) {
            if (response.isRedirect()) {
                return new Answer.None(Refusal.REDIRECTED);
            }
            if (response.code() != 200) {
                return new Answer.None(Refusal.UNREACHABLE);
            }
            byte[] bytes = body.readNBytes(MOST + 1);
            return bytes.length > MOST
                    ? new Answer.None(Refusal.TOO_LARGE)
                    : new Answer.File(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException _) {
            return new Answer.None(Refusal.UNREACHABLE);
        }
    }
}
