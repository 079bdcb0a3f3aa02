package dev.hivesync.server.api;

import dev.hivesync.server.live.Publisher;
import dev.hivesync.server.store.Accounts;
import dev.hivesync.server.store.Draft;
import dev.hivesync.server.store.Notifications.Stored;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Family;
import dev.hivesync.wire.NotificationType;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// `POST /notifications`: events come in and go to the owner of their project, and to nobody else.
final class IngestRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(IngestRoutes.class);

    private static final int BATCH = 500;

    private final Gate gate;
    private final Guard guard;
    private final Accounts accounts;
    private final Projects projects;
    private final PayloadRules rules;
    private final Publisher publisher;

    IngestRoutes(
            Gate gate, Guard guard, Accounts accounts, Projects projects, PayloadRules rules, Publisher publisher) {
        this.gate = gate;
        this.guard = guard;
        this.accounts = accounts;
        this.projects = projects;
        this.rules = rules;
        this.publisher = publisher;
    }

    void install(RoutesConfig routes, String base) {
        routes.post(base + "/notifications", this::ingest);
    }

    private void ingest(Context context) {
        Gate.Caller caller = gate.caller(context);
        guard.ingest(caller);
        Api.Ingest in = Exchange.body(context, Api.Ingest.class);
        NotificationType type = NotificationType.of(Exchange.need("type", in.type(), 64))
                .orElseThrow(() -> ApiException.invalid("type", "This notification type is not known."));
        Map<String, JsonNode> payload = Objects.requireNonNullElse(in.payload(), Map.of());
        String project = project(in.projectId(), payload);
        boolean system = type.family() == Family.SYSTEM;

        switch (caller) {
            case Gate.Caller.User user -> {
                if (system) {
                    throw ApiException.forbidden("System notices are not for users to write.");
                }
                Accounts.Project own = projects.of(user.id(), project);
                if (in.userId() != null && !in.userId().equals(own.owner())) {
                    throw ApiException.forbidden("Only the owner of a project is told about it.");
                }
                store(context, judge(own.owner(), own.projectId(), type, payload, in.idempotencyKey()));
            }
            case Gate.Caller.Service _ -> {
                if (project == null && in.userId() == null && system) {
                    broadcast(context, type, payload, in.idempotencyKey());
                } else {
                    String recipient = recipient(project, in.userId(), system);
                    store(context, judge(recipient, project, type, payload, in.idempotencyKey()));
                }
                // Once, however many users are told.
                rules.hidden(type, payload).ifPresent(detail -> LOG.info("{}: {}", type.wireName(), detail));
            }
        }
    }

    private static @Nullable String project(@Nullable String named, Map<String, JsonNode> payload) {
        JsonNode inPayload = payload.get("project_id");
        return named == null && inPayload != null && inPayload.isString() ? inPayload.stringValue() : named;
    }

    private String recipient(@Nullable String projectId, @Nullable String userId, boolean system) {
        if (projectId == null) {
            if (!system) {
                throw ApiException.invalid("project_id", "\"project_id\" is missing.");
            }
            return accounts.byId(Exchange.need("user_id", userId, 64))
                    .orElseThrow(() -> ApiException.notFound("user"))
                    .userId();
        }
        String owner = projects.any(projectId).owner();
        if (userId != null && !userId.equals(owner)) {
            throw ApiException.forbidden("Only the owner of a project is told about it.");
        }
        return owner;
    }

    private Draft judge(
            String userId,
            @Nullable String projectId,
            NotificationType type,
            Map<String, JsonNode> payload,
            @Nullable String key) {
        return switch (rules.judge(userId, projectId, type, payload, key)) {
            case PayloadRules.Verdict.Accepted accepted -> accepted.draft();
            case PayloadRules.Verdict.Refused refused -> throw ApiException.invalid(refused.field(), refused.reason());
        };
    }

    private void store(Context context, Draft draft) {
        Stored stored = publisher.publish(draft);
        Exchange.reply(context, stored.created() ? 201 : 200, new Api.Ingested(stored.notificationId()));
    }

    /// Batch by batch, each row its own short transaction: a broadcast never holds everybody's counter.
    private void broadcast(
            Context context, NotificationType type, Map<String, JsonNode> payload, @Nullable String key) {
        int recipients = 0;
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            List<String> users = accounts.userIds(after.get(), BATCH);
            for (String user : users) {
                publisher.publish(judge(user, null, type, payload, key));
            }
            recipients += users.size();
            after = users.size() < BATCH ? Optional.empty() : Optional.of(users.getLast());
        }
        Exchange.reply(context, 202, new Api.Broadcast(recipients));
    }
}
