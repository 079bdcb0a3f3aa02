package dev.hivesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.wire.Api;
import dev.hivesync.wire.Cursor;
import dev.hivesync.wire.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What happens to wishes that a backend does not take.
class DeliveryTest {

    private final Waiting waiting = new Waiting();
    private final Picky backend = new Picky();

    private Reply<?> deliver() {
        return new Delivery(backend, waiting).all();
    }

    private void wish(int count) {
        IntStream.rangeClosed(1, count).forEach(i -> waiting.ids.add("n-" + i));
    }

    @Test
    void one_that_is_never_taken_is_found_by_halving_and_the_rest_goes_on() {
        wish(1_000);
        backend.poison.add("n-777");

        assertThat(deliver()).isInstanceOf(Reply.Ok.class);

        assertThat(waiting.parked).containsExactly(Map.entry("n-777", "422 INVALID_INPUT"));
        assertThat(waiting.ids).isEmpty();
        assertThat(backend.taken).hasSize(999).doesNotContain("n-777");
        assertThat(backend.calls).isLessThanOrEqualTo(13);
    }

    @Test
    void wishes_arrive_in_order_around_it() {
        wish(10);
        backend.poison.add("n-5");

        deliver();

        assertThat(backend.taken).containsExactly("n-1", "n-2", "n-3", "n-4", "n-6", "n-7", "n-8", "n-9", "n-10");
    }

    @Test
    void each_of_several_is_found() {
        wish(100);
        backend.poison.addAll(List.of("n-1", "n-50", "n-51", "n-100"));

        assertThat(deliver()).isInstanceOf(Reply.Ok.class);

        assertThat(waiting.parked).containsOnlyKeys("n-1", "n-50", "n-51", "n-100");
        assertThat(backend.taken).hasSize(96);
    }

    @Test
    void a_backend_that_refuses_everything_costs_a_bounded_number_of_calls_a_round() {
        wish(1_000);
        backend.poison.addAll(waiting.ids);

        assertThat(deliver()).isInstanceOf(Reply.Rejected.class);

        assertThat(waiting.parked).hasSize(8);
        assertThat(backend.calls).isLessThanOrEqualTo(8 * 12);
    }

    @Test
    void a_batch_that_is_too_large_goes_in_halves() {
        wish(100);
        backend.most = 30;

        assertThat(deliver()).isInstanceOf(Reply.Ok.class);

        assertThat(waiting.parked).isEmpty();
        assertThat(backend.taken).hasSize(100);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"401,''", "403,FORBIDDEN", "404,NOT_FOUND", "405,''", "422,''", "400,''", "429,''", "500,''", "503,''"})
    void what_does_not_speak_of_the_wish_itself_parks_nothing(int status, String code) {
        wish(10);
        backend.instead = reply(status, code);

        assertThat(deliver()).isEqualTo(backend.instead);

        assertThat(backend.calls).isEqualTo(1);
        assertThat(waiting.parked).isEmpty();
        assertThat(waiting.ids).hasSize(10);
    }

    @Test
    void a_search_that_is_cut_off_goes_on_the_next_time() {
        wish(64);
        backend.poison.add("n-64");
        backend.cutAfter = 3;
        assertThat(deliver()).isInstanceOf(Reply.Unavailable.class);
        assertThat(waiting.parked).isEmpty();

        backend.cutAfter = Integer.MAX_VALUE;
        assertThat(deliver()).isInstanceOf(Reply.Ok.class);
        assertThat(waiting.parked).containsOnlyKeys("n-64");
        assertThat(backend.taken).hasSize(63);
    }

    private static Reply<Api.Marked> reply(int status, String code) {
        return switch (status) {
            case 401 -> new Reply.SignedOut<>();
            case 429, 500, 503 -> new Reply.Unavailable<>("status " + status, Duration.ofSeconds(5));
            default -> new Reply.Rejected<>(status, code);
        };
    }

    /// Wishes of one kind, as a queue.
    private static final class Waiting implements Intents {

        final List<String> ids = new ArrayList<>();
        final Map<String, String> parked = new LinkedHashMap<>();

        @Override
        public Optional<Batch> oldest() {
            return ids.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Batch(ids.subList(0, Math.min(ids.size(), Api.MAX_MARK_IDS)), true, 1));
        }

        @Override
        public void delivered(Batch batch, Api.Marked answer) {
            ids.removeAll(new HashSet<>(batch.ids()));
        }

        @Override
        public void refused(Batch single, String reason) {
            assertThat(single.ids()).hasSize(1);
            ids.removeAll(single.ids());
            parked.put(single.ids().getFirst(), reason);
        }
    }

    /// Takes no batch with a poisoned id in it.
    private static final class Picky implements Backend {

        final Set<String> poison = new HashSet<>();
        final List<String> taken = new ArrayList<>();
        int calls;
        int most = Api.MAX_MARK_IDS;
        int cutAfter = Integer.MAX_VALUE;

        @Nullable
        Reply<Api.Marked> instead;

        @Override
        public Reply<Api.Marked> mark(List<String> ids, boolean read) {
            calls++;
            if (instead != null) {
                return instead;
            }
            if (calls > cutAfter) {
                return new Reply.Unavailable<>("SocketTimeoutException", null);
            }
            if (ids.size() > most) {
                return new Reply.Rejected<>(413, "INVALID_INPUT");
            }
            if (ids.stream().anyMatch(poison::contains)) {
                return new Reply.Rejected<>(422, "INVALID_INPUT");
            }
            taken.addAll(ids);
            return new Reply.Ok<>(new Api.Marked(ids.size(), Instant.EPOCH, 0, 1), null, null);
        }

        @Override
        public Reply<Page> changes(Cursor since, @Nullable String etag) {
            throw new AssertionError("nobody asked for changes");
        }

        @Override
        public Reply<List<Api.Project>> projects() {
            throw new AssertionError("nobody asked for projects");
        }
    }
}
