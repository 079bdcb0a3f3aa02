package dev.hivesync.sync;

import dev.hivesync.wire.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Optional;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Tries whether a HiveSync server of this API answers at an address. Sends no credentials.
public final class ServerCheck {

    /// What is there.
    public enum Finding {
        FINE,
        NAME_NOT_FOUND,
        REFUSED,
        TIMEOUT,
        NOT_TRUSTED,
        UNREACHABLE,
        /// It says of itself that it cannot work at the moment.
        FAILING,
        NOT_HIVESYNC,
        OTHER_API,
        /// Its clock and ours are so far apart that tokens would count as ended.
        CLOCK_OFF
    }

    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final long LONGEST = 64L * 1024;

    private final OkHttpClient http;
    private final InstantSource clock;

    public ServerCheck(OkHttpClient http, InstantSource clock) {
        this.http = http;
        this.clock = clock;
    }

    /// Blocks until it is known.
    public Finding check(HttpUrl server) {
        HttpUrl api = HttpBackend.api(server);
        try {
            Answer health = ask(api.newBuilder().addPathSegment("health").build());
            if (health.status() >= 500) {
                return Finding.FAILING;
            }
            if (health.status() != 200
                    || !"ok".equals(health.body().path("status").asString(""))) {
                return Finding.NOT_HIVESYNC;
            }
            Answer me = ask(api.newBuilder().addPathSegments("auth/me").build());
            String code = me.body().path("error").path("code").asString("");
            if (me.status() != 401 || !code.equals("UNAUTHENTICATED")) {
                return Finding.OTHER_API;
            }
            return health.date().filter(this::farOff).isPresent() ? Finding.CLOCK_OFF : Finding.FINE;
        } catch (IOException e) {
            return of(e);
        }
    }

    private boolean farOff(Instant there) {
        return Duration.between(there, clock.instant()).abs().compareTo(TOLERANCE) > 0;
    }

    private static Finding of(IOException failure) {
        return switch (failure) {
            case UnknownHostException _ -> Finding.NAME_NOT_FOUND;
            case SSLException _ -> Finding.NOT_TRUSTED;
            case InterruptedIOException _ -> Finding.TIMEOUT;
            case NoRouteToHostException _ -> Finding.UNREACHABLE;
            case ConnectException _ -> Finding.REFUSED;
            default -> Finding.UNREACHABLE;
        };
    }

    private record Answer(int status, JsonNode body, Optional<Instant> date) {}

    private Answer ask(HttpUrl url) throws IOException {
        try (Response response =
                http.newCall(new Request.Builder().url(url).build()).execute()) {
            @Nullable Date date = response.headers().getDate("Date");
            return new Answer(
                    response.code(),
                    json(response.peekBody(LONGEST).string()),
                    Optional.ofNullable(date).map(Date::toInstant));
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException _) {
            return Json.MAPPER.createObjectNode();
        }
    }
}
