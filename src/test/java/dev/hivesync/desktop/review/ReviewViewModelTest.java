package dev.hivesync.desktop.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.Samples;
import dev.hivesync.desktop.board.Board;
import dev.hivesync.desktop.board.Boards;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.desktop.look.Moments;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Wording;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.Failure;
import dev.hivesync.desktop.work.FakeJobs;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Step.Change;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.BridgeFrame.OpenReview;
import dev.hivesync.wire.Connection;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewViewModelTest {

    private static final Api.JobResult RESULT = new Api.JobResult(
            "Summary",
            "Explanation",
            List.of(
                    new Api.Change("a.py", "one\ntwo\nthree\n", "one\n2\nthree\nfour\n"),
                    new Api.Change("b.py", "gone\n", "")));

    private final Moments moments = new Moments(new Texts(Locale.ENGLISH), ZoneOffset.UTC);
    private final Boards boards =
            new Boards(new Wording(new Texts(Locale.ENGLISH), moments), moments, () -> Settings.DEFAULT);
    private final FakeJobs jobs = new FakeJobs();
    private final List<OpenReview> sent = new ArrayList<>();
    private final List<String> read = new ArrayList<>();
    private final List<String> copied = new ArrayList<>();
    private boolean opensByItself;
    private Optional<String> editor = Optional.of("vscode");
    private final Errands errands = new Errands(
            jobs,
            review -> {
                sent.add(review);
                return editor;
            },
            () -> opensByItself);
    private final ReviewViewModel model =
            new ReviewViewModel(errands, Runnable::run, Runnable::run, thread -> read.add(thread.key()), copied::add);

    private final Entry done = Samples.job("d1", "completed", "job-1", "document_function", Samples.minutes(10), false);

    @Test
    void a_finished_job_is_loaded_and_compared() {
        model.open(thread(show(done), "job:job-1"));
        assertThat(model.stateProperty().get()).isInstanceOf(ReviewState.Loading.class);
        jobs.find("job-1", RESULT);
        assertThat(model.stateProperty().get())
                .isInstanceOfSatisfying(
                        ReviewState.Shown.class,
                        shown -> assertThat(shown.suggestion().files())
                                .extracting(FileDiff::name)
                                .containsExactly("a.py", "b.py"));
        assertThat(jobs.asked).containsExactly("job-1");
    }

    @Test
    void an_answer_that_comes_after_the_panel_was_closed_changes_nothing() {
        ThreadRow thread = thread(show(done), "job:job-1");
        model.open(thread);
        model.close();
        jobs.find("job-1", RESULT);
        assertThat(model.isOpen()).isFalse();
        assertThat(model.reading().rows()).isEmpty();
    }

    @Test
    void an_answer_that_nobody_has_thought_of_is_a_failure_and_can_be_asked_for_again() {
        model.open(thread(show(done), "job:job-1"));
        jobs.fail(new IllegalStateException("no such answer"));
        assertThat(model.stateProperty().get())
                .isInstanceOfSatisfying(
                        ReviewState.Failed.class,
                        failed -> assertThat(failed.why()).isEqualTo(Failure.REFUSED));
        model.reload();
        jobs.find("job-1", RESULT);
        assertThat(model.stateProperty().get()).isInstanceOf(ReviewState.Shown.class);
    }

    @Test
    void only_a_finished_job_can_be_reviewed() {
        Board board = show(Samples.job("f", "failed", "job-2", "x", Samples.minutes(1), false));
        model.open(thread(board, "job:job-2"));
        assertThat(model.isOpen()).isFalse();
        assertThat(jobs.asked).isEmpty();
    }

    @Test
    void what_failed_can_be_tried_again_and_tries_itself_when_the_server_is_back() {
        ThreadRow thread = thread(show(done), "job:job-1");
        jobs.fails("job-1", Failure.UNREACHABLE);
        model.open(thread);
        assertThat(model.stateProperty().get())
                .isInstanceOfSatisfying(
                        ReviewState.Failed.class,
                        failed -> assertThat(failed.why()).isEqualTo(Failure.UNREACHABLE));
        model.reload();
        assertThat(jobs.asked).hasSize(2);
        show(new Link(Connection.OFFLINE, null, 15), done);
        jobs.knows("job-1", RESULT);
        assertThat(model.stateProperty().get()).isInstanceOf(ReviewState.Failed.class);
        show(done);
        assertThat(model.stateProperty().get()).isInstanceOf(ReviewState.Shown.class);
    }

    @Test
    void a_job_without_a_result_has_nothing_to_show() {
        jobs.knows("job-1", new Api.JobResult("", " ", List.of()));
        model.open(thread(show(done), "job:job-1"));
        assertThat(model.stateProperty().get()).isInstanceOf(ReviewState.Empty.class);
    }

    @Test
    void the_keys_walk_through_the_changes_and_around() {
        opened();
        List<Integer> way = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            model.reading().next();
            way.add(model.reading().hunkProperty().get());
        }
        model.reading().previous();
        way.add(model.reading().hunkProperty().get());
        model.reading().previous();
        way.add(model.reading().hunkProperty().get());
        assertThat(way).containsExactly(0, 1, 2, 0, 2, 1);
    }

    @Test
    void from_the_middle_of_a_change_the_way_back_leads_to_the_one_before() {
        jobs.knows("job-1", new Api.JobResult("", "", List.of(new Api.Change("a", "x\n1\n2\n3\n", "y\n1\n8\n9\n"))));
        model.open(thread(show(done), "job:job-1"));
        model.reading().next();
        model.reading().next();
        int second = model.reading().rowProperty().get();
        model.reading().select(second + 1);
        model.reading().previous();
        assertThat(model.reading().hunkProperty().get()).isZero();
    }

    @Test
    void a_change_is_copied_and_a_file_to_the_letter() {
        opened();
        model.copyFile();
        model.reading().next();
        model.copyChange();
        assertThat(copied).containsExactly("one\n2\nthree\nfour\n", "2\n");
        model.copyFile(1);
        assertThat(copied).hasSize(2);
        assertThat(remark()).isEqualTo("review.copied.nothing");
    }

    @Test
    void it_goes_to_the_editor_that_has_the_project() {
        opened();
        assertThat(model.editorsProperty().get()).containsExactly("vscode");
        model.openInEditor();
        assertThat(sent).containsExactly(new OpenReview("job-1", "proj-1", "document_function", "d1"));
        assertThat(remark()).isEqualTo("review.editor.sent");
        editor = Optional.empty();
        model.openInEditor();
        assertThat(remark()).isEqualTo("review.editor.none");
    }

    @Test
    void without_such_an_editor_it_is_known_beforehand() {
        opened();
        InboxState without = Samples.stateWithoutEditor(Samples.LIVE, List.of(done));
        model.apply(boards.of(without, Filter.ALL, Samples.NOW, Map.of()), List.of());
        assertThat(model.editorsProperty().get()).isEmpty();
    }

    @Test
    void dismissing_marks_it_read_and_closes() {
        opened();
        model.dismiss();
        assertThat(read).containsExactly("job:job-1");
        assertThat(model.isOpen()).isFalse();
    }

    @Test
    void it_is_stale_when_the_same_was_done_again_or_the_repository_was_synced() {
        opened();
        assertThat(model.staleProperty().get()).isEmpty();
        show(done, Samples.sync("s", "success", "sync-1", "proj-2", "abc", Samples.minutes(1), true));
        assertThat(model.staleProperty().get()).isEmpty();
        show(done, Samples.sync("s", "success", "sync-1", "proj-1", "abc", Samples.minutes(20), true));
        assertThat(model.staleProperty().get()).isEmpty();
        show(done, Samples.sync("s", "success", "sync-1", "proj-1", "abc", Samples.minutes(1), true));
        assertThat(model.staleProperty().get()).get().isInstanceOf(Stale.RepositoryChanged.class);
        show(
                done,
                Samples.sync("s", "success", "sync-1", "proj-1", "abc", Samples.minutes(1), true),
                Samples.job("d2", "completed", "job-9", "document_function", Samples.minutes(2), true));
        assertThat(model.staleProperty().get()).get().isInstanceOf(Stale.Newer.class);
        jobs.knows("job-9", RESULT);
        model.openNewer();
        assertThat(jobs.asked).endsWith("job-9");
    }

    @Test
    void it_opens_by_itself_only_where_the_user_chose_so() {
        show(List.of(new Change.Arrived(done)), done);
        assertThat(model.isOpen()).isFalse();
        opensByItself = true;
        model.typingProperty().set(true);
        show(List.of(new Change.Arrived(done)), done);
        assertThat(model.isOpen()).isFalse();
        model.typingProperty().set(false);
        show(List.of(new Change.Arrived(done)), done);
        assertThat(model.isOpen()).isTrue();
        Entry other = Samples.job("d2", "completed", "job-9", "write_tests", Duration.ZERO, false);
        show(List.of(new Change.Arrived(other)), done, other);
        assertThat(jobs.asked).containsExactly("job-1");
    }

    @Test
    void it_closes_when_its_user_signs_out() {
        opened();
        show(new Link(Connection.SIGNED_OUT, null, 0), done);
        assertThat(model.isOpen()).isFalse();
    }

    private static ThreadRow thread(Board board, String key) {
        return Objects.requireNonNull(board.threads().get(key));
    }

    private void opened() {
        jobs.knows("job-1", RESULT);
        model.open(thread(show(done), "job:job-1"));
        assertThat(model.stateProperty().get()).isInstanceOf(ReviewState.Shown.class);
    }

    private String remark() {
        return model.remarkProperty().get().orElseThrow().key();
    }

    private Board show(Entry... entries) {
        return show(Samples.LIVE, entries);
    }

    private Board show(Link link, Entry... entries) {
        return apply(link, List.of(), entries);
    }

    private void show(List<Change> changes, Entry... entries) {
        apply(Samples.LIVE, changes, entries);
    }

    private Board apply(Link link, List<Change> changes, Entry... entries) {
        Board board = boards.of(Samples.state(link, Arrays.asList(entries)), Filter.ALL, Samples.NOW, Map.of());
        model.apply(board, changes);
        return board;
    }
}
