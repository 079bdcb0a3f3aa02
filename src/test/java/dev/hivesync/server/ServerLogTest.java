package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.hivesync.server.store.PayloadRules;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.NotificationType;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.StringNode;

/// Whatever the database objects to, the log says what failed and never with which values.
class ServerLogTest {

    @RegisterExtension
    static final TestServer server = TestServer.onItsOwnCluster();

    private static final String MARK = "seeded";
    private static final String EMAIL = MARK + "-mail@example.org";
    private static final String PROJECT = MARK + "-project";
    private static final List<String> TABLES = List.of("notifications", "refresh_tokens", "jobs", "user_revision");

    private static String user = "";
    private static String token = "";
    private static String refresh = "";

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private Level before = Level.OFF;

    /// What goes wrong with each row that is written.
    private enum Trouble {
        CONSTRAINT(""),
        SERIALIZATION("RAISE EXCEPTION 'could not serialize access' USING ERRCODE = '40001', DETAIL = NEW::text"),
        DEADLOCK("RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01', HINT = NEW::text"),
        BAD_VALUE("RAISE EXCEPTION 'out of range' USING ERRCODE = '22003', DETAIL = NEW::text"),
        TIMEOUT("PERFORM pg_cancel_backend(pg_backend_pid()); PERFORM pg_sleep(9)"),
        KILLED("PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(9)");

        private final String statements;

        Trouble(String statements) {
            this.statements = statements;
        }

        void begin() throws SQLException {
            if (this != CONSTRAINT) {
                sql("CREATE OR REPLACE FUNCTION trouble() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + statements
                        + "; RETURN NEW; END $$");
            }
            for (String table : TABLES) {
                sql(
                        this == CONSTRAINT
                                ? "ALTER TABLE " + table + " ADD CONSTRAINT trouble CHECK (false) NOT VALID"
                                : "CREATE TRIGGER trouble BEFORE INSERT OR UPDATE ON " + table
                                        + " FOR EACH ROW EXECUTE FUNCTION trouble()");
            }
        }

        void end() throws SQLException {
            for (String table : TABLES) {
                sql(
                        this == CONSTRAINT
                                ? "ALTER TABLE " + table + " DROP CONSTRAINT trouble"
                                : "DROP TRIGGER trouble ON " + table);
            }
        }
    }

    private static void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.databaseUrl());
                var one = connection.createStatement()) {
            one.execute(statement);
        }
    }

    @BeforeAll
    static void seed() {
        user = server.user(EMAIL);
        server.project(PROJECT, EMAIL);
        Api.Tokens tokens = server.login(EMAIL);
        token = tokens.accessToken();
        refresh = tokens.refreshToken();
        assertThat(ingest().status()).isEqualTo(201);
    }

    @BeforeEach
    void listen() {
        before = root.getLevel();
        log.start();
        // Louder than the product's, which keeps its libraries to warnings.
        root.setLevel(Level.INFO);
        root.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(log);
        root.setLevel(before);
    }

    private static TestServer.Reply ingest() {
        return server.post(
                "/notifications",
                TestServer.SERVICE_KEY,
                Map.of(
                        "type",
                        "ai_job_failed",
                        "project_id",
                        PROJECT,
                        "idempotency_key",
                        MARK + "-key-" + System.nanoTime(),
                        "payload",
                        Map.of("job_id", MARK + "-job", "action", MARK + "-action", "error", MARK + " words")));
    }

    private static List<TestServer.Reply> everyWrite() {
        return List.of(
                ingest(),
                server.put(
                        "/ai/jobs/" + MARK + "-reported",
                        TestServer.SERVICE_KEY,
                        Map.of("project_id", PROJECT, "action", MARK + "-action", "status", "started")),
                server.post("/ai/jobs", token, Map.of("project_id", PROJECT, "action", MARK + "-action")),
                server.post("/repo/sync", token, Map.of("project_id", PROJECT)),
                server.post("/notifications/mark_read", token, Map.of("up_to", 1)),
                server.post("/auth/login", "", new Api.Login(EMAIL, TestServer.PASSWORD)),
                server.post("/auth/refresh", "", Map.of("refresh_token", refresh)));
    }

    /// As a worker does, which logs what it caught.
    private static String caughtByAWorker() {
        PayloadRules.Verdict verdict = new PayloadRules(false)
                .judge(
                        user,
                        PROJECT,
                        NotificationType.AI_JOB_FAILED,
                        Map.of(
                                "job_id", StringNode.valueOf(MARK + "-worker"),
                                "action", StringNode.valueOf(MARK),
                                "error", StringNode.valueOf(MARK)),
                        MARK + "-key");
        assertThat(verdict).isInstanceOf(PayloadRules.Verdict.Accepted.class);
        Throwable caught = catchThrowable(
                () -> server.backend().publisher().publish(((PayloadRules.Verdict.Accepted) verdict).draft()));
        assertThat(caught).isNotNull();
        StringWriter text = new StringWriter();
        caught.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getFormattedMessage()
                        + event.getMDCPropertyMap()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .toList();
    }

    @Test
    void no_failure_of_the_database_brings_a_value_into_the_log() throws Exception {
        List<String> workers = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            log.list.clear();
            trouble.begin();
            try {
                assertThat(everyWrite())
                        .as(trouble.name())
                        .allSatisfy(reply -> assertThat(reply.status()).isIn(422, 500, 503))
                        .allSatisfy(reply ->
                                assertThat(reply.body().toString()).doesNotContain(MARK, "SQL", "trouble", "org."));
                workers.add(caughtByAWorker());
            } finally {
                trouble.end();
            }
            assertThat(logged()).as(trouble.name()).noneMatch(ServerLogTest::holdsAValue);
            if (trouble == Trouble.CONSTRAINT || trouble == Trouble.SERIALIZATION) {
                // It does say what happened.
                assertThat(logged())
                        .as(trouble.name())
                        .hasSizeGreaterThanOrEqualTo(7)
                        .allMatch(line -> line.contains(
                                trouble == Trouble.CONSTRAINT ? "check constraint" : "could not serialize"));
            }
        }
        assertThat(workers).noneMatch(ServerLogTest::holdsAValue);
        assertThat(Files.readString(server.postgresLog(), StandardCharsets.UTF_8))
                .contains("violates check constraint")
                .doesNotContain(MARK);
    }

    private static boolean holdsAValue(String line) {
        return line.contains(MARK)
                || line.contains(token)
                || line.contains(refresh)
                || line.contains(user)
                || line.contains("Failing row")
                || line.contains("positional");
    }
}
