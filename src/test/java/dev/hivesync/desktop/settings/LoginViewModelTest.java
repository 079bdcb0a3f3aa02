package dev.hivesync.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.settings.LoginStart.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// The switch shows what the system says, also where that is not what was wished.
class LoginViewModelTest {

    private final List<Boolean> wishes = new ArrayList<>();
    private CompletableFuture<Standing> answer = new CompletableFuture<>();

    private final LoginViewModel model = new LoginViewModel(
            new LoginStart() {
                @Override
                public CompletionStage<Standing> now() {
                    return answer;
                }

                @Override
                public CompletionStage<Standing> set(boolean on) {
                    wishes.add(on);
                    return answer;
                }
            },
            Runnable::run);

    @Test
    void it_is_looked_up_when_the_settings_open_and_changed_at_once() {
        assertThat(model.standingProperty().get()).isEqualTo(Standing.NOT_INSTALLED);
        model.look();
        answer.complete(Standing.OFF);
        assertThat(model.standingProperty().get()).isEqualTo(Standing.OFF);
        assertThat(wishes).isEmpty();

        answer = CompletableFuture.completedFuture(Standing.ON);
        model.set(true);
        assertThat(wishes).containsExactly(true);
        assertThat(model.standingProperty().get()).isEqualTo(Standing.ON);
        model.set(true);
        assertThat(wishes).as("it is so already").containsExactly(true);
    }

    @Test
    void a_change_in_vain_springs_back() {
        answer = CompletableFuture.completedFuture(Standing.OFF);
        model.look();
        List<Standing> shown = new ArrayList<>();
        model.standingProperty().addListener((_, _, now) -> shown.add(now));
        model.set(true);
        assertThat(shown).as("told again, so that the switch follows").endsWith(Standing.OFF);

        answer = CompletableFuture.failedFuture(new IllegalStateException());
        model.set(true);
        assertThat(model.standingProperty().get()).isEqualTo(Standing.REFUSED);
    }

    @Test
    void an_answer_that_comes_late_counts_no_more() {
        CompletableFuture<Standing> slow = answer;
        model.look();
        answer = CompletableFuture.completedFuture(Standing.ON);
        model.set(true);
        slow.complete(Standing.OFF);
        assertThat(model.standingProperty().get()).isEqualTo(Standing.ON);
    }
}
