package dev.hivesync.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The shared map against a plain one.
class LayersTest {

    @Test
    void it_holds_what_a_plain_map_holds_and_older_ones_stay_as_they_were() throws Exception {
        Seeds.each(200, random -> {
            Map<String, Integer> plain = new HashMap<>();
            Layers<String, Integer> layers = Layers.of(Map.of());
            List<Map<String, Integer>> plains = new ArrayList<>();
            List<Layers<String, Integer>> all = new ArrayList<>();
            for (int step = 0; step < 60; step++) {
                Map<String, Integer> put = new HashMap<>();
                Set<String> removed = new HashSet<>();
                for (int i = 0; i <= random.nextInt(12); i++) {
                    String id = "n-" + random.nextInt(150);
                    if (random.nextInt(3) == 0) {
                        put.remove(id);
                        removed.add(id);
                    } else {
                        removed.remove(id);
                        put.put(id, step);
                    }
                }
                plain.keySet().removeAll(removed);
                plain.putAll(put);
                layers = layers.with(put, removed);
                plains.add(Map.copyOf(plain));
                all.add(layers);
            }
            for (int step = 0; step < all.size(); step++) {
                Layers<String, Integer> then = all.get(step);
                assertThat(then).isEqualTo(plains.get(step)).hasSameSizeAs(plains.get(step));
                assertThat(then.entrySet()).hasSameSizeAs(new ArrayList<>(then.entrySet()));
                assertThat(new HashMap<>(then)).isEqualTo(plains.get(step));
                int from = random.nextInt(all.size());
                Layers.Difference<String, Integer> difference = Layers.difference(all.get(from), then);
                Map<String, Integer> made = new HashMap<>(plains.get(from));
                made.keySet().removeAll(difference.removed());
                made.putAll(difference.put());
                assertThat(made).isEqualTo(plains.get(step));
                assertThat(difference.removed())
                        .allMatch(id -> !difference.put().containsKey(id));
                assertThat(difference.none()).isEqualTo(made.equals(plains.get(from)));
            }
        });
    }
}
