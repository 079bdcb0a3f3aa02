package dev.hivesync.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hivesync.inbox.Disk.Announced;
import dev.hivesync.inbox.Disk.Rebuilt;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/// Written by hand, it is what Jackson makes of the records: files of the versions before were written so.
class PositionJsonTest {

    private static final Instant AT = Instant.parse("2026-11-30T03:32:28.000123Z");

    static Stream<Link> links() {
        return Arrays.stream(Connection.values())
                .flatMap(connection -> Stream.of(new Link(connection, AT, 45), new Link(connection, null, 0)));
    }

    @ParameterizedTest
    @MethodSource("links")
    void links_are_as_jackson_writes_them(Link link) {
        check(link, PositionJson.of(link), PositionJson::link);
    }

    static Stream<Disk> disks() {
        return Stream.of(
                Disk.FINE,
                new Disk(true, new Rebuilt(AT, 3), null),
                new Disk(false, null, new Announced(Long.MAX_VALUE, null)),
                new Disk(false, new Rebuilt(AT, 0), new Announced(12, AT)));
    }

    @ParameterizedTest
    @MethodSource("disks")
    void disks_are_as_jackson_writes_them(Disk disk) {
        check(disk, PositionJson.of(disk), PositionJson::disk);
    }

    @Test
    void projects_are_as_jackson_writes_them() {
        List<Api.Project> projects =
                List.of(new Api.Project("p-1", "Sämtliche \"Notizen\"\n"), new Api.Project("", ""));
        check(projects, PositionJson.ofProjects(projects), PositionJson::projects);
        check(List.of(), PositionJson.ofProjects(List.of()), PositionJson::projects);
    }

    @Test
    void plugins_are_as_jackson_writes_them() {
        List<ConnectedPlugin> plugins = List.of(
                new ConnectedPlugin("vscode", "1.2", List.of("p-1", "p-2"), AT, "p-2"),
                new ConnectedPlugin("neovim", null, List.of(), AT));
        check(plugins, PositionJson.ofPlugins(plugins), PositionJson::plugins);
    }

    private static <T> void check(T value, String written, Function<String, T> reading) {
        assertThat(written).isEqualTo(Json.MAPPER.writeValueAsString(value));
        assertThat(reading.apply(written)).isEqualTo(value);
    }

    @Test
    void a_plugin_of_a_version_that_knew_no_focus_has_none() {
        assertThat(PositionJson.plugins("""
                        [{"client":"vscode","projects":[],"since":"2026-11-30T03:32:28.000123Z","more":1}]""")).containsExactly(new ConnectedPlugin("vscode", null, List.of(), AT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"connection\":\"LIVE\",\"next_poll_at\":null,\"interval_seconds\":0}",
                "{\"connection\":\"elsewhere\",\"next_poll_at\":null,\"interval_seconds\":0}",
                "{\"connection\":0,\"next_poll_at\":null,\"interval_seconds\":0}",
                "{\"connection\":\"live\",\"next_poll_at\":7,\"interval_seconds\":0}",
                "{\"connection\":\"live\",\"next_poll_at\":\"soon\",\"interval_seconds\":0}",
                "{\"connection\":\"live\",\"next_poll_at\":null}",
                "{\"connection\":\"live\",\"next_poll_at\":null,\"interval_seconds\":\"45\"}",
                "{\"connection\":\"live\",\"next_poll_at\":null,\"interval_seconds\":4.5}",
                "{\"connection\":\"live\",\"next_poll_at\":null,\"interval_seconds\":9223372036854775808}",
                "{\"connection\":\"live\",\"next_poll_at\":null,\"interval_seconds\":0} x"
            })
    void a_link_that_was_never_written_so_is_refused(String json) {
        refused(() -> PositionJson.link(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"refusing\":\"no\"}",
                "{\"refusing\":false,\"rebuilt\":{}}",
                "{\"refusing\":false,\"rebuilt\":{\"at\":\"2026-11-30T03:32:28Z\",\"kept\":2147483648}}",
                "{\"refusing\":false,\"announced\":{\"revision\":null}}",
                "{\"refusing\":false,\"announced\":true}"
            })
    void a_disk_that_was_never_written_so_is_refused(String json) {
        refused(() -> PositionJson.disk(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[null]", "[{}]", "[{\"project_id\":\"p\"}]", "[{\"project_id\":1,\"name\":\"n\"}]"})
    void projects_that_were_never_written_so_are_refused(String json) {
        refused(() -> PositionJson.projects(json));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "[{\"client\":\"c\",\"since\":\"2026-11-30T03:32:28Z\"}]",
                "[{\"client\":\"c\",\"projects\":[1],\"since\":\"2026-11-30T03:32:28Z\"}]",
                "[{\"client\":\"c\",\"version\":1,\"projects\":[],\"since\":\"2026-11-30T03:32:28Z\"}]"
            })
    void plugins_that_were_never_written_so_are_refused(String json) {
        refused(() -> PositionJson.plugins(json));
    }

    /// As [InboxReader] and [Salvage] take it for damage.
    private static void refused(Runnable reading) {
        assertThatThrownBy(reading::run)
                .isInstanceOfAny(JacksonException.class, IllegalArgumentException.class, DateTimeException.class);
    }
}
