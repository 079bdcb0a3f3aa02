package dev.hivesync.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Every table that grows with use can be hash-partitioned by user, or distributed, as it is.
class SchemaTest {

    @RegisterExtension
    static final TestServer server = new TestServer();

    /// Few rows, looked up by everybody.
    private static final Set<String> REFERENCE =
            Set.of("users", "projects", "workers", "database_epoch", "flyway_schema_history");

    private static List<String> list(String sql) {
        return server.database()
                .read(handle -> handle.createQuery(sql).mapTo(String.class).list());
    }

    @Test
    void the_user_is_part_of_every_unique_index_of_a_table_that_grows() {
        List<String> without = list("""
            SELECT t.relname || ' ' || i.relname FROM pg_index x
            JOIN pg_class t ON t.oid = x.indrelid JOIN pg_class i ON i.oid = x.indexrelid
            WHERE x.indisunique AND t.relnamespace = 'public'::regnamespace AND NOT EXISTS (
                SELECT FROM pg_attribute a
                WHERE a.attrelid = t.oid AND a.attnum = ANY(x.indkey) AND a.attname = 'user_id')
            """).stream()
                .filter(index -> !REFERENCE.contains(index.substring(0, index.indexOf(' '))))
                .toList();
        assertThat(without).isEmpty();
    }

    @Test
    void each_of_them_has_a_primary_key_and_none_points_at_another() {
        List<String> tables =
                list("""
                    SELECT relname FROM pg_class
                    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY relname
                    """).stream().filter(table -> !REFERENCE.contains(table)).toList();
        assertThat(tables).contains("jobs", "notifications", "previews", "refresh_tokens", "user_revision");
        for (String table : tables) {
            String constraints = "SELECT contype FROM pg_constraint WHERE conrelid = '" + table + "'::regclass";
            assertThat(list(constraints)).as(table).contains("p").doesNotContain("f");
        }
    }

    @Test
    void notifications_have_the_columns_and_the_indexes_of_the_contract() {
        assertThat(list("""
            SELECT attname FROM pg_attribute
            WHERE attrelid = 'notifications'::regclass AND attnum > 0 AND NOT attisdropped
            """))
                .containsExactlyInAnyOrder(
                        "notification_id",
                        "user_id",
                        "project_id",
                        "type",
                        "payload",
                        "created_at",
                        "read_at",
                        "revision",
                        // Of ingest.
                        "idempotency_key");
        assertThat(list("SELECT indexdef FROM pg_indexes WHERE tablename = 'notifications'"))
                .anyMatch(index -> index.endsWith("(user_id, created_at)"))
                .anyMatch(index -> index.endsWith("(user_id, revision)"));
    }
}
