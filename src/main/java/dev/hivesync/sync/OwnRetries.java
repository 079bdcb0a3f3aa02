package dev.hivesync.sync;

import java.io.IOException;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;

/// Keeps `Retry-After` from OkHttp, which would repeat a request at once where it says 0 and fails with a
/// NumberFormatException where the number is larger than an int. When to ask again is for the caller alone.
public final class OwnRetries {

    private static final String HEADER = "Retry-After";
    private static final String KEPT = "HiveSync-Retry-After";

    private OwnRetries() {}

    /// Harmless where it is there already.
    public static OkHttpClient.Builder in(OkHttpClient.Builder client) {
        return client.addInterceptor(OwnRetries::outside).addNetworkInterceptor(OwnRetries::inside);
    }

    /// Between OkHttp and the network: the header goes by another name.
    private static Response inside(Interceptor.Chain chain) throws IOException {
        return renamed(chain.proceed(chain.request()), HEADER, KEPT);
    }

    /// Between OkHttp and us: it has its name again. Sockets have nothing inside, so that OkHttp still reads theirs.
    private static Response outside(Interceptor.Chain chain) throws IOException {
        try {
            return renamed(chain.proceed(chain.request()), KEPT, HEADER);
        } catch (NumberFormatException e) {
            throw new IOException("a number in the answer's headers is out of range", e);
        }
    }

    private static Response renamed(Response response, String from, String to) {
        List<String> values = response.headers(from);
        if (values.isEmpty()) {
            return response;
        }
        Response.Builder renamed = response.newBuilder().removeHeader(from);
        values.forEach(value -> renamed.addHeader(to, value));
        return renamed.build();
    }
}
