package dev.hivesync.app;

import dev.hivesync.sync.HttpBackend;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// The one HTTP client of a program, made where it is first needed: it reads the system's certificates, which a window
/// need not wait for.
final class Http implements AutoCloseable {

    private final Supplier<OkHttpClient> making;

    /// Guarded by this object.
    private @Nullable OkHttpClient client;

    Http() {
        this(HttpBackend::client);
    }

    Http(Supplier<OkHttpClient> making) {
        this.making = making;
    }

    synchronized OkHttpClient client() {
        OkHttpClient made = client;
        if (made == null) {
            made = making.get();
            client = made;
        }
        return made;
    }

    @Override
    public synchronized void close() {
        OkHttpClient made = client;
        if (made != null) {
            made.dispatcher().executorService().shutdown();
            made.connectionPool().evictAll();
        }
    }
}
