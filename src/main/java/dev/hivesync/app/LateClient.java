package dev.hivesync.app;

import dev.hivesync.desktop.Insight;
import dev.hivesync.desktop.board.Order;
import dev.hivesync.desktop.plugins.Plugin;
import dev.hivesync.desktop.plugins.Plugins;
import dev.hivesync.desktop.settings.SaveDialog;
import dev.hivesync.desktop.settings.SignInProblem;
import dev.hivesync.desktop.work.Answer;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.Jobs;
import dev.hivesync.inbox.Fact;
import dev.hivesync.wire.Api;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/// The client as its window knows it: the window is made while the client still opens. What is asked of it before it
/// is there is done once it is.
final class LateClient {

    private record Open(Client client, Connector connector, Errands errands, Insight insight) {}

    private final CompletableFuture<Open> open = new CompletableFuture<>();

    private final BooleanSupplier reviewsOpen;

    /// @param reviewsOpen whether the user wants a finished suggestion to open by itself
    LateClient(BooleanSupplier reviewsOpen) {
        this.reviewsOpen = reviewsOpen;
    }

    /// It is there.
    void opened(Client client, Connector connector, Diagnosis diagnosis) {
        open.complete(new Open(client, connector, client.errands(reviewsOpen), client.insight(diagnosis)));
    }

    private Optional<Open> now() {
        return Optional.ofNullable(open.getNow(null));
    }

    private void with(Consumer<Open> task) {
        var _ = open.thenAccept(task);
    }

    void intend(Fact fact) {
        with(now -> now.client.intend(fact));
    }

    void refresh() {
        with(now -> now.client.refresh());
    }

    void focused() {
        with(now -> now.client.focused());
    }

    /// Closes `part` with the client.
    void own(AutoCloseable part) {
        with(now -> now.client.own(part));
    }

    CompletionStage<Optional<SignInProblem>> signIn(String email, String password) {
        return open.thenCompose(now -> now.connector.signIn(email, password));
    }

    void signOut() {
        with(now -> now.connector.signOut());
    }

    /// Blocks.
    void change(HttpUrl server) {
        open.join().connector.change(server);
    }

    Errands errands() {
        return new Errands(
                new LateJobs(),
                review -> now().flatMap(now -> now.errands.editors().open(review)),
                reviewsOpen);
    }

    Insight insight() {
        return new Insight(
                new LatePlugins(),
                tellings -> with(now -> now.insight.keeper().accept(tellings)),
                file -> open.thenCompose(now -> now.insight.diagnostics().save(file)),
                new SaveDialog());
    }

    private final class LateJobs implements Jobs {
        @Override
        public CompletionStage<Answer<Api.Job>> find(String jobId) {
            return open.thenCompose(now -> now.errands.jobs().find(jobId));
        }

        @Override
        public CompletionStage<Answer<String>> order(Order order) {
            return open.thenCompose(now -> now.errands.jobs().order(order));
        }
    }

    private final class LatePlugins implements Plugins {
        @Override
        public List<Plugin> connected() {
            return now().map(now -> now.insight.plugins().connected()).orElse(List.of());
        }

        @Override
        public void disconnect(long id) {
            with(now -> now.insight.plugins().disconnect(id));
        }
    }
}
