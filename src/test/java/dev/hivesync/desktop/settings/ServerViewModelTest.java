package dev.hivesync.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.settings.ServerViewModel.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerViewModelTest {

    private final List<String> used = new ArrayList<>();
    private CompletableFuture<Optional<ServerProblem>> answer = new CompletableFuture<>();
    private @Nullable String current;

    private final Servers servers = new Servers() {
        @Override
        public Optional<String> current() {
            return Optional.ofNullable(current);
        }

        @Override
        public boolean changeable() {
            return true;
        }

        @Override
        public CompletionStage<Optional<ServerProblem>> use(String address) {
            used.add(address);
            return answer;
        }
    };

    private ServerViewModel model() {
        return new ServerViewModel(servers, Runnable::run);
    }

    @Test
    void the_first_start_leads_from_the_server_over_the_sign_in_to_what_to_expect() {
        ServerViewModel model = model();
        assertThat(model.stepProperty().get()).isEqualTo(Step.SERVER);
        model.submit();
        assertThat(used).as("nothing typed").isEmpty();
        model.addressProperty().set(" https://one.example ");
        model.submit();
        model.submit();
        assertThat(used).as("once while it runs").containsExactly("https://one.example");
        answer.complete(Optional.empty());
        assertThat(model.stepProperty().get()).isEqualTo(Step.SIGN_IN);
        model.signedIn();
        assertThat(model.stepProperty().get()).isEqualTo(Step.SET);
        model.done();
        assertThat(model.stepProperty().get()).isEqualTo(Step.NONE);
    }

    @Test
    void a_failed_test_says_why_until_another_address_is_typed() {
        ServerViewModel model = model();
        model.addressProperty().set("https://one.example");
        model.submit();
        answer.complete(Optional.of(ServerProblem.REFUSED));
        assertThat(model.problemProperty().get()).contains(ServerProblem.REFUSED);
        assertThat(model.stepProperty().get()).isEqualTo(Step.SERVER);
        model.addressProperty().set("https://two.example");
        assertThat(model.problemProperty().get()).isEmpty();
        answer = CompletableFuture.failedFuture(new IllegalStateException("unexpected"));
        model.submit();
        assertThat(model.problemProperty().get()).contains(ServerProblem.UNREACHABLE);
        assertThat(model.readyBinding().get()).isTrue();
    }

    @Test
    void another_server_can_be_thought_better_of() {
        current = "https://one.example";
        ServerViewModel model = model();
        assertThat(model.stepProperty().get()).isEqualTo(Step.NONE);
        model.signedIn();
        assertThat(model.stepProperty().get())
                .as("no welcome without a first step")
                .isEqualTo(Step.NONE);
        model.change();
        assertThat(model.stepProperty().get()).isEqualTo(Step.SERVER);
        assertThat(model.addressProperty().get()).isEqualTo("https://one.example");
        model.cancel();
        assertThat(model.stepProperty().get()).isEqualTo(Step.NONE);
        assertThat(used).isEmpty();
    }

    @Test
    void without_any_server_there_is_nothing_to_go_back_to() {
        ServerViewModel model = model();
        model.cancel();
        assertThat(model.stepProperty().get()).isEqualTo(Step.SERVER);
    }

    @Test
    void a_server_that_was_chosen_elsewhere_asks_nothing() {
        ServerViewModel model = new ServerViewModel(Servers.FIXED, Runnable::run);
        assertThat(model.stepProperty().get()).isEqualTo(Step.NONE);
        assertThat(model.changeable()).isFalse();
    }
}
