package dev.hivesync.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.center.Banner;
import dev.hivesync.desktop.center.Banner.Linked.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// A link is followed at once, or as soon as what it names arrives, or it is said that nothing does.
class LinkViewModelTest {

    private record Due(Duration after, Runnable task) {}

    private final Set<String> here = new TreeSet<>();
    private final List<String> revealed = new ArrayList<>();
    private final List<Due> due = new ArrayList<>();
    private Optional<Banner> banner = Optional.empty();
    private int refreshes;
    private boolean ready = true;

    private final LinkViewModel link = new LinkViewModel(
            new LinkViewModel.Window() {
                @Override
                public boolean reveal(String notificationId) {
                    if (here.contains(notificationId)) {
                        revealed.add(notificationId);
                        return true;
                    }
                    return false;
                }

                @Override
                public void refresh() {
                    refreshes++;
                }

                @Override
                public boolean ready() {
                    return ready;
                }
            },
            (after, task) -> due.add(new Due(after, task)),
            shown -> banner = shown);

    /// Runs what was due within this time; what it asks for anew waits.
    private void pass(Duration time) {
        List<Due> now =
                due.stream().filter(one -> one.after().compareTo(time) <= 0).toList();
        due.removeAll(now);
        now.forEach(one -> one.task().run());
    }

    private Optional<Found> said() {
        return banner.map(shown -> ((Banner.Linked) shown).found());
    }

    @Test
    void what_is_here_opens_at_once_without_a_word() {
        here.add("n-1");
        link.open("n-1");

        assertThat(revealed).containsExactly("n-1");
        assertThat(said()).isEmpty();
        assertThat(refreshes).isZero();
    }

    @Test
    void what_is_not_here_is_asked_for_and_opens_when_it_comes_once() {
        link.open("n-1");
        assertThat(refreshes).isEqualTo(1);
        assertThat(said()).as("not within the first second").isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(said()).contains(Found.NOT_YET);

        here.add("n-1");
        link.update();
        link.update();
        assertThat(revealed).containsExactly("n-1");
        assertThat(said()).isEmpty();
        pass(Duration.ofSeconds(10));
        assertThat(said()).isEmpty();
    }

    @Test
    void what_never_comes_is_said_and_no_longer_waited_for() {
        link.open("n-1");
        pass(Duration.ofSeconds(10));
        assertThat(said()).contains(Found.NOTHING);

        here.add("n-1");
        link.update();
        assertThat(revealed).as("nobody waits for it any more").isEmpty();
        ((Banner.Linked) banner.orElseThrow()).close().run();
        assertThat(said()).isEmpty();
    }

    @Test
    void while_nobody_is_signed_in_it_is_waited_for() {
        ready = false;
        link.open("n-1");
        pass(Duration.ofSeconds(10));
        pass(Duration.ofSeconds(10));
        assertThat(said()).contains(Found.NOT_YET);

        ready = true;
        here.add("n-1");
        link.update();
        assertThat(revealed).containsExactly("n-1");
    }

    @Test
    void the_later_link_counts() {
        link.open("n-1");
        link.open("n-2");
        here.addAll(List.of("n-1", "n-2"));
        link.update();
        assertThat(revealed).containsExactly("n-2");

        link.open("n-3");
        link.refuse();
        here.add("n-3");
        link.update();
        assertThat(revealed).containsExactly("n-2");
        assertThat(said()).contains(Found.NONSENSE);
    }

    @Test
    void a_second_link_has_its_own_second_and_its_own_patience() {
        link.open("n-1");
        List<Due> ofTheFirst = List.copyOf(due);
        due.clear();
        link.open("n-2");

        ofTheFirst.forEach(one -> one.task().run());
        assertThat(said())
                .as("what the first link waited for says nothing of the second")
                .isEmpty();

        pass(Duration.ofSeconds(1));
        assertThat(said()).contains(Found.NOT_YET);
        here.add("n-2");
        link.update();
        assertThat(revealed).containsExactly("n-2");
        assertThat(said()).isEmpty();
    }
}
