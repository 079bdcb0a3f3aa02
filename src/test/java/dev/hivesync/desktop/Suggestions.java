package dev.hivesync.desktop;

import dev.hivesync.wire.Api;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Results of AI jobs, good and bad.
public final class Suggestions {

    private static final String MERGE = """
            import logging
            from collections.abc import Iterable

            LOG = logging.getLogger(__name__)


            class Stream:
                def __init__(self, rows):
                    self.rows = {row.id: row for row in rows}

                def newest(self):
                    return max(self.rows.values(), key=lambda row: row.revision)


            def merge_streams(left, right):
                merged = dict(left.rows)
                for id, row in right.rows.items():
                    if id not in merged or merged[id].revision < row.revision:
                        merged[id] = row
                return Stream(merged.values())


            def missing(stream, upto):
                seen = {row.revision for row in stream.rows.values()}
                return [n for n in range(1, upto) if n not in seen]


            def report(stream):
                LOG.info("%d rows, newest %s", len(stream.rows), stream.newest().id)
            """;

    public static final Api.JobResult USUAL = new Api.JobResult(
            "Documented merge_streams and missing",
            "Both functions carry an invariant that callers rely on: the row with the higher revision wins, whatever order the streams come in. The comments name it, and the parameter types say what may be passed.",
            List.of(
                    new Api.Change(
                            "src/inbox/merge.py",
                            MERGE,
                            MERGE.replace(
                                            "def merge_streams(left, right):\n",
                                            "def merge_streams(left: Stream, right: Stream) -> Stream:\n    \"\"\"Join two streams; per id the row with the higher revision wins.\"\"\"\n")
                                    .replace(
                                            "def missing(stream, upto):\n",
                                            "def missing(stream: Stream, upto: int) -> list[int]:\n    \"\"\"The revisions below `upto` that the stream lacks, in order.\"\"\"\n")),
                    new Api.Change(
                            "tests/test_merge.py",
                            "def test_newer_wins():\n    assert merged.rows[1].revision == 2\n",
                            "def test_the_higher_revision_wins_in_any_order():\n    assert merged.rows[1].revision == 2\n    assert flipped.rows[1].revision == 2\n")));

    public static final Api.JobResult LONG_LINES = new Api.JobResult(
            "Named the columns",
            "",
            List.of(
                    new Api.Change(
                            "src/report/queries.py",
                            "QUERY = \"SELECT n.notification_id, n.user_id, n.project_id, n.type, n.payload, n.created_at, n.read_at, n.revision FROM notifications n JOIN projects p ON p.project_id = n.project_id WHERE n.user_id = :user AND n.revision > :since ORDER BY n.revision LIMIT :limit\"\nLIMIT = 100\n",
                            "QUERY = \"SELECT n.notification_id, n.user_id, n.project_id, p.name AS project, n.type, n.payload, n.created_at, n.read_at, n.revision FROM notifications n JOIN projects p ON p.project_id = n.project_id WHERE n.user_id = :user AND n.revision > :cursor ORDER BY n.revision ASC LIMIT :limit\"\nLIMIT = 500\n")));

    public static final Api.JobResult NEW_AND_GONE = new Api.JobResult(
            "Moved the retry rules into a module of their own",
            "The poller keeps the loop, the new module decides how long to wait.",
            List.of(
                    new Api.Change(
                            "src/sync/backoff.py",
                            "",
                            "STEPS = (15, 30, 60, 120)\n\n\ndef wait(failures: int) -> int:\n    return STEPS[min(failures, len(STEPS)) - 1]\n"),
                    new Api.Change(
                            "src/sync/retry_legacy.py", "import time\n\n\ndef wait(n):\n    time.sleep(15 * n)\n", ""),
                    new Api.Change(
                            "src/sync/__init__.py", "from .poller import Poller\n", "from .poller import Poller\r\n"),
                    new Api.Change("README.md", "# Sync\n", "# Sync\n")));

    public static final Api.JobResult HOSTILE = new Api.JobResult(
            "\u202Etxt.tnemucod\u0007 Fixed the permission check",
            "Explanation with \u200Binvisible and \u2066turned\u2069 text, שלום, and an endlesswordwithoutanyspace"
                    + "x".repeat(300),
            List.of(
                    new Api.Change(
                            "../../etc/passwd\u202Egpj.exe",
                            "def may_delete(user):\n\treturn user.is_admin\n",
                            "def may_delete(user):\n\treturn user.is_admin\u202E or True\u2066 # only admins\u2069\n\tbell = '\u0007\u001b[31m'\n\tname\u00A0= 'שלום עולם, 世界, z\u0335a\u0336lgo'\n"),
                    new Api.Change(
                            "a\nb/" + "very-long-name-".repeat(20) + ".py",
                            "x" + "y".repeat(5_000),
                            "z" + "y".repeat(5_000))));

    public static final Api.JobResult HUGE = new Api.JobResult(
            "Regenerated the table",
            "",
            List.of(
                    new Api.Change("data/table.csv", lines("old,", 30_000), lines("new,", 30_000)),
                    new Api.Change(
                            "data/index.csv",
                            lines("row,", 10_000),
                            lines("row,", 10_000).replace("row,5000\n", "row,5000,changed\n"))));

    private Suggestions() {}

    static String lines(String start, int count) {
        return IntStream.range(0, count).mapToObj(i -> start + i + "\n").collect(Collectors.joining());
    }
}
