package dev.hivesync.sync;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/// Reads waiting times that a server asks for.
final class RetryAfter {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /// What an answer asks for. A date counts from the server's own clock where it tells the time.
    static @Nullable Duration of(Response response, String header, Instant now) {
        Instant there = response.headers().getInstant("Date");
        return parse(response.headers(header), there == null ? now : there);
    }

    /// The longest of several.
    static @Nullable Duration parse(List<String> headers, Instant now) {
        return headers.stream()
                .map(header -> parse(header, now))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// Seconds or an HTTP date, held within 1 s and 1 h; null where it makes no sense.
    static @Nullable Duration parse(String header, Instant now) {
        String text = header.strip();
        if (text.matches("[0-9]+")) {
            BigInteger longest = BigInteger.valueOf(LONGEST.toSeconds());
            return bounded(Duration.ofSeconds(new BigInteger(text).min(longest).longValue()));
        }
        try {
            return bounded(Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from)));
        } catch (DateTimeException | ArithmeticException _) {
            return null;
        }
    }

    private static Duration bounded(Duration wish) {
        if (wish.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return wish.compareTo(LONGEST) > 0 ? LONGEST : wish;
    }
}
