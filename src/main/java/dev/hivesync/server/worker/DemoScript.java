package dev.hivesync.server.worker;

import dev.hivesync.wire.Api;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// What the demo worker invents. Everything in it says that it is a demo.
final class DemoScript {

    private static final List<String> ACTIONS =
            List.of("document_function", "explain_module", "suggest_tests", "simplify_loop");
    private static final List<String> PLATFORMS = List.of("ios", "android");
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final RandomGenerator random;

    DemoScript(RandomGenerator random) {
        this.random = random;
    }

    String id(String kind) {
        StringBuilder id = new StringBuilder("demo-").append(kind);
        for (int i = 0; i < 6; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    String action() {
        return ACTIONS.get(random.nextInt(ACTIONS.size()));
    }

    String platform() {
        return PLATFORMS.get(random.nextInt(PLATFORMS.size()));
    }

    /// About `middle`: a fifth more or less.
    Duration about(Duration middle) {
        return Duration.ofMillis(Math.round(middle.toMillis() * (0.8 + 0.4 * random.nextDouble())));
    }

    boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }

    Api.JobResult result(String action) {
        return switch (action) {
            case "explain_module" ->
                new Api.JobResult(
                        "Explained the polling module (demo)",
                        "Simulated result. The module asks the server for changes, waits, and backs off while it is offline.",
                        List.of(
                                new Api.Change(
                                        "src/poller.py",
                                        "def poll(client):\n    while True:\n        client.fetch()\n",
                                        "def poll(client):\n    \"\"\"Fetch changes for ever; `client` decides how long to wait.\"\"\"\n    while True:\n        client.fetch()\n")));
            case "suggest_tests" ->
                new Api.JobResult(
                        "Suggested a test for parse_cursor (demo)",
                        "Simulated result. The empty cursor was not covered: it means \"from the start\".",
                        List.of(new Api.Change(
                                "tests/test_cursor.py",
                                "",
                                "def test_an_empty_cursor_is_the_start():\n    assert parse_cursor(\"\") == 0\n")));
            case "simplify_loop" ->
                new Api.JobResult(
                        "Simplified a loop in totals.py (demo)",
                        "Simulated result. The loop only adds up, which sum() says in one line.",
                        List.of(new Api.Change(
                                "src/totals.py",
                                "total = 0\nfor item in items:\n    total = total + item.size\nreturn total\n",
                                "return sum(item.size for item in items)\n")));
            default ->
                new Api.JobResult(
                        "Documented merge_streams (demo)",
                        "Simulated result. The function joins two streams; the comment names the invariant that callers rely on.",
                        List.of(
                                new Api.Change(
                                        "src/merge.py",
                                        "def merge_streams(left, right):\n    return {**left, **right}\n",
                                        "def merge_streams(left, right):\n    \"\"\"Join two streams by id; on a clash the right one wins.\"\"\"\n    return {**left, **right}\n")));
        };
    }
}
