package dev.hivesync.server.api;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// One token bucket for each key: holds a minute's worth and refills evenly. The keys used longest ago are
/// forgotten when there are too many, so that inventing keys costs no memory.
final class Buckets {

    private static final int MAX_KEYS = 10_000;
    private static final double MINUTE_MS = 60_000;

    private final int perMinute;
    private final InstantSource clock;

    // Guarded by itself.
    private final LinkedHashMap<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_KEYS;
        }
    };

    private record Bucket(double left, long at) {}

    /// @param perMinute 0 for no limit
    Buckets(int perMinute, InstantSource clock) {
        this.perMinute = perMinute;
        this.clock = clock;
    }

    /// Takes one token.
    ///
    /// @throws ApiException 429 where none is left, with the time until there is one
    void take(String key) {
        double left = perMinute == 0 ? 1 : drain(key);
        if (left < 1) {
            throw ApiException.tooMany((int) Math.max(1, Math.ceil((1 - left) * 60 / perMinute)));
        }
    }

    /// Takes one token where there is one.
    boolean tryTake(String key) {
        return perMinute == 0 || drain(key) >= 1;
    }

    /// How many there were; with less than one nothing is taken.
    private double drain(String key) {
        long now = clock.millis();
        synchronized (buckets) {
            Bucket bucket = buckets.getOrDefault(key, new Bucket(perMinute, now));
            // A clock that was set back refills nothing.
            double refill = Math.max(0, now - bucket.at()) * perMinute / MINUTE_MS;
            double left = Math.min(perMinute, bucket.left() + refill);
            buckets.put(key, new Bucket(left >= 1 ? left - 1 : left, now));
            return left;
        }
    }

    int size() {
        synchronized (buckets) {
            return buckets.size();
        }
    }
}
