package dev.hivesync.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.desktop.look.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignInViewModelTest {

    private static SignInViewModel model(CompletionStage<Optional<SignInProblem>> answer, Locale language) {
        SignInViewModel model =
                new SignInViewModel((_, _) -> answer, Runnable::run, key -> new Texts(language).text(key));
        model.emailProperty().set("ada@example.com");
        model.passwordProperty().set("password");
        return model;
    }

    @ParameterizedTest
    @EnumSource(SignInProblem.class)
    void every_problem_is_said_in_the_language_of_the_window(SignInProblem problem) {
        SignInViewModel english = model(CompletableFuture.completedStage(Optional.of(problem)), Locale.ENGLISH);
        SignInViewModel german = model(CompletableFuture.completedStage(Optional.of(problem)), Locale.GERMAN);
        english.submit();
        german.submit();

        assertThat(english.errorProperty().get()).isNotBlank();
        assertThat(german.errorProperty().get())
                .isNotBlank()
                .isNotEqualTo(english.errorProperty().get());
        assertThat(german.passwordProperty().get()).isNotEmpty();
    }

    @Test
    void what_nobody_foresaw_has_a_sentence_too() {
        SignInViewModel model = model(CompletableFuture.failedStage(new IllegalStateException()), Locale.ENGLISH);
        model.submit();
        assertThat(model.errorProperty().get()).contains("try again");
        assertThat(model.busyProperty().get()).isFalse();
    }

    @Test
    void a_password_that_was_taken_is_not_kept() {
        SignInViewModel model = model(CompletableFuture.completedStage(Optional.empty()), Locale.ENGLISH);
        model.submit();
        assertThat(model.errorProperty().get()).isEmpty();
        assertThat(model.passwordProperty().get()).isEmpty();
    }
}
