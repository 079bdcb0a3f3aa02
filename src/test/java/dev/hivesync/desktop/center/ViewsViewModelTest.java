package dev.hivesync.desktop.center;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SavedView;
import dev.hivesync.attention.Settings;
import dev.hivesync.desktop.board.Filter;
import dev.hivesync.desktop.board.Scope;
import dev.hivesync.desktop.center.ViewsViewModel.Objection;
import dev.hivesync.wire.Family;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Saved views, from saving to deleting.
class ViewsViewModelTest {

    private final Preferences preferences = Preferences.inMemory(Settings.DEFAULT);
    private final List<Filter> asked = new ArrayList<>();
    private final Narrowing narrowing = new Narrowing(asked::add);
    private final ViewsViewModel model = new ViewsViewModel(preferences, narrowing);

    private void save(String name) {
        model.askToSave();
        assertThat(model.name(name)).isEmpty();
    }

    private List<String> names() {
        return preferences.now().views().stream().map(SavedView::name).toList();
    }

    @Test
    void what_the_list_shows_is_kept_and_comes_back_with_one_question() {
        narrowing.scopeProperty().set(new Scope.Task(Family.REPO_SYNC));
        narrowing.unreadOnlyProperty().set(true);
        narrowing.queryProperty().set("failed");
        Filter shown = narrowing.filter();
        save("  Failed syncs ");
        assertThat(names()).containsExactly("Failed syncs");
        narrowing.show(new Scope.All());
        assertThat(model.shown()).isEmpty();
        asked.clear();

        assertThat(model.open(0)).isTrue();

        assertThat(asked).containsExactly(shown);
        assertThat(model.shown()).map(SavedView::name).contains("Failed syncs");
        assertThat(model.open(1)).isFalse();
    }

    @Test
    void each_scope_can_be_kept_but_what_is_put_off() {
        for (Scope scope : List.of(new Scope.All(), new Scope.Unread(), new Scope.Project("p"))) {
            narrowing.show(scope);
            narrowing.queryProperty().set("x");
            save(scope.toString());
            assertThat(model.shown().isPresent() || scope instanceof Scope.Unread)
                    .isTrue();
        }
        narrowing.show(new Scope.Snoozed());
        model.askToSave();
        assertThat(model.askingProperty().get()).isEmpty();
    }

    @Test
    void a_name_is_refused_with_its_reason() {
        save("one");
        narrowing.queryProperty().set("other");
        model.askToSave();
        assertThat(model.askingProperty().get())
                .hasValueSatisfying(asking -> assertThat(asking.proposed()).isEqualTo("other"));
        assertThat(model.name("  ")).contains(Objection.EMPTY);
        assertThat(model.name("one")).contains(Objection.TAKEN);
        assertThat(model.name("x".repeat(41))).contains(Objection.TOO_LONG);
        assertThat(model.askingProperty().get()).isPresent();
        assertThat(names()).containsExactly("one");
        model.cancel();
        assertThat(model.askingProperty().get()).isEmpty();
    }

    @Test
    void there_are_twenty_at_most() {
        for (int i = 0; i < SavedView.MOST; i++) {
            narrowing.queryProperty().set("q" + i);
            save("view " + i);
        }
        narrowing.queryProperty().set("one more");
        model.askToSave();
        assertThat(model.name("one more")).contains(Objection.TOO_MANY);
        assertThat(names()).hasSize(20);
    }

    @Test
    void it_is_renamed_moved_and_deleted() {
        for (String name : List.of("a", "b", "c")) {
            narrowing.queryProperty().set(name);
            save(name);
        }
        List<SavedView> views = preferences.now().views();
        model.move(views.getFirst(), -1);
        model.move(views.getLast(), 1);
        assertThat(names()).containsExactly("a", "b", "c");
        model.move(views.getFirst(), 1);
        assertThat(names()).containsExactly("b", "a", "c");

        model.askToRename(views.get(2));
        assertThat(model.name("a")).contains(Objection.TAKEN);
        assertThat(model.name("c")).as("its own name").isEmpty();
        model.askToRename(views.get(2));
        assertThat(model.name("third")).isEmpty();
        assertThat(names()).containsExactly("b", "a", "third");

        model.delete(views.getFirst());
        assertThat(names()).containsExactly("b", "third");
        assertThat(model.askingProperty().get()).isEqualTo(Optional.empty());
    }

    @Test
    void saving_what_is_kept_already_edits_it() {
        narrowing.queryProperty().set("x");
        save("x");
        model.askToSave();
        assertThat(model.askingProperty().get())
                .hasValueSatisfying(asking -> assertThat(asking.renamed()).isPresent());
    }
}
