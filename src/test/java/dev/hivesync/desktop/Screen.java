package dev.hivesync.desktop;

import dev.hivesync.attention.Preferences;
import dev.hivesync.attention.SavedView;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.SystemPresence;
import dev.hivesync.desktop.DesktopWindow.Opening;
import dev.hivesync.desktop.Pictures.Size;
import dev.hivesync.desktop.about.Updates;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.plugins.Plugins;
import dev.hivesync.desktop.settings.Installation;
import dev.hivesync.desktop.settings.LoginStart;
import dev.hivesync.desktop.settings.ServerProblem;
import dev.hivesync.desktop.settings.Servers;
import dev.hivesync.desktop.work.Errands;
import dev.hivesync.desktop.work.FakeJobs;
import dev.hivesync.inbox.Entry;
import dev.hivesync.inbox.InboxState;
import dev.hivesync.inbox.Link;
import dev.hivesync.inbox.Mark;
import dev.hivesync.inbox.OutboxItem;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Connection;
import dev.hivesync.wire.Family;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

/// Every screen of the window, each with the words it can have.
enum Screen {
    LIST,
    DETAIL,
    FAILURES,
    OFFLINE,
    EMPTY,
    NO_MATCH,
    TOASTS,
    SETTINGS,
    SIGN_IN,
    SESSION_EXPIRED,
    SERVER,
    SERVER_REFUSED,
    SET,
    REVIEW,
    REVIEW_STALE,
    REVIEW_MISSING,
    REVIEW_KEYS,
    VIEWS,
    VIEW_DIALOG,
    PICKED,
    UNDO,
    QUIET,
    KEYS,
    QUIET_MENU,
    SNOOZE_MENU,
    ABOUT,
    PLUGINS,
    PLUGINS_NONE;

    private static final String JOB = "job-8e90";
    private static final Installation INSTALLED = new Installation(
            LoginStart.NONE,
            new Updates() {
                @Override
                public boolean looks() {
                    return true;
                }

                @Override
                public void listen(Consumer<String> newer) {
                    newer.accept("0.2.0");
                }

                @Override
                public void open() {}
            },
            () -> AboutGalleryTest.ABOUT);
    private static final Link OUT = new Link(Connection.SIGNED_OUT, null, 0);

    /// Opens a window that shows this screen.
    Pictures open(Size size, Texts texts) throws Exception {
        FakeJobs jobs = new FakeJobs();
        jobs.knows(JOB, this == REVIEW_MISSING ? new Api.JobResult("", "", List.of()) : Suggestions.USUAL);
        Errands errands = new Errands(jobs, _ -> Optional.of("vscode"), () -> false);
        Opening opening = this == TOASTS ? Opening.OBSERVER : Opening.QUIET;
        Pictures pictures = new Pictures(
                size,
                texts,
                Pictures.ports(
                        _ -> {},
                        errands,
                        Preferences.inMemory(settings()),
                        servers(),
                        new Insight(plugins(), _ -> {}),
                        this == ABOUT ? INSTALLED : Installation.NONE),
                opening);
        return shown(pictures.show(Samples.present(state())).show(Samples.present(state())));
    }

    /// What a Tab can reach; an overlay has it to itself.
    Optional<String> keepsFocusIn() {
        return switch (this) {
            case QUIET_MENU, SNOOZE_MENU -> Optional.of(".menu");
            case VIEW_DIALOG -> Optional.of(".view-card");
            case ABOUT -> Optional.of(".about-card");
            case PLUGINS, PLUGINS_NONE -> Optional.of(".plugins-card");
            default -> Optional.empty();
        };
    }

    private Plugins plugins() {
        return this == PLUGINS ? new FakePlugins(FakePlugins.VSCODE, FakePlugins.INTELLIJ) : Plugins.NONE;
    }

    private Settings settings() {
        return switch (this) {
            case VIEWS, VIEW_DIALOG ->
                Settings.DEFAULT.views(List.of(
                        new SavedView("Failed syncs", Family.REPO_SYNC, null, false, "failed"),
                        new SavedView("Atlas", null, "proj-1", true, "")));
            case QUIET ->
                Settings.DEFAULT.doNotDisturb(
                        Settings.DEFAULT.doNotDisturb().from(Samples.NOW.minusSeconds(300), Duration.ofHours(1)));
            case SETTINGS -> Settings.DEFAULT.presence(new SystemPresence(true, true, true));
            default -> Settings.DEFAULT;
        };
    }

    private Servers servers() {
        boolean first = this == SERVER || this == SERVER_REFUSED || this == SET;
        if (!first) {
            return Servers.FIXED;
        }
        Optional<ServerProblem> answer =
                this == SERVER_REFUSED ? Optional.of(ServerProblem.NOT_TRUSTED) : Optional.empty();
        return new Servers() {
            @Override
            public Optional<String> current() {
                return Optional.empty();
            }

            @Override
            public boolean changeable() {
                return true;
            }

            @Override
            public CompletionStage<Optional<ServerProblem>> use(String address) {
                return CompletableFuture.completedStage(answer);
            }
        };
    }

    private InboxState state() {
        return switch (this) {
            case SIGN_IN, SERVER, SERVER_REFUSED, SET -> Samples.state(OUT, List.of());
            case SESSION_EXPIRED -> Samples.state(OUT, Samples.day());
            case EMPTY -> Samples.state(Samples.LIVE, List.of());
            case OFFLINE ->
                Samples.state(new Link(Connection.OFFLINE, Samples.NOW.plusSeconds(87), 120), Samples.day());
            case FAILURES -> Samples.state(Samples.LIVE, with(failed(), refused()));
            case REVIEW_STALE ->
                Samples.stateWithoutEditor(
                        Samples.LIVE,
                        with(Samples.sync(
                                "s8", "success", "sync-341", "proj-1", "9d02c1e", Samples.minutes(5), false)));
            case TOASTS ->
                Samples.state(
                        Samples.LIVE,
                        with(
                                Samples.sync(
                                        "s9", "failed", "sync-341", "proj-2", "41b9d03", Duration.ofSeconds(2), false),
                                Samples.job("j4", "completed", "job-8f21", "refactor", Duration.ofSeconds(2), false),
                                Samples.preview("p9", "ready", "demo-R4TT8Z", Duration.ofSeconds(2), false)));
            default -> Samples.state(Samples.LIVE, Samples.day());
        };
    }

    private static List<Entry> with(Entry... more) {
        List<Entry> entries = new ArrayList<>(Samples.day());
        entries.addAll(List.of(more));
        return entries;
    }

    private static Entry failed() {
        return Samples.sync("s9", "failed", "sync-341", "proj-1", "afe127c", Samples.minutes(2), false);
    }

    private static Entry refused() {
        Entry plain = Samples.job("j7", "completed", "job-77aa", "document_function", Samples.minutes(3), false);
        OutboxItem parked = new OutboxItem(1, "j7", Mark.READ, Samples.NOW, "422 INVALID_INPUT");
        return new Entry(plain.notification(), plain.arrivedAt(), parked);
    }

    private Pictures shown(Pictures pictures) throws Exception {
        return switch (this) {
            case LIST, OFFLINE, EMPTY, TOASTS, SIGN_IN, SESSION_EXPIRED, SERVER, VIEWS, QUIET -> pictures;
            case DETAIL -> pictures.select("job:" + JOB).press(KeyCode.ENTER);
            case FAILURES -> pictures.select("job:job-77aa").press(KeyCode.ENTER);
            case NO_MATCH ->
                pictures.then(scene -> ((TextField) scene.lookup(".search")).setText("nowhere"))
                        .once(scene -> scene.lookup(".blank-card") != null);
            case SETTINGS -> pictures.press(KeyCode.COMMA, false, true);
            case KEYS -> pictures.type("?");
            case QUIET_MENU -> pictures.then(scene -> ((Button) scene.lookup(".quiet-button")).fire());
            case SNOOZE_MENU -> pictures.select("job:" + JOB).press(KeyCode.S);
            case ABOUT ->
                pictures.press(KeyCode.COMMA, false, true)
                        .then(scene -> about(scene).fire());
            case PLUGINS, PLUGINS_NONE -> pictures.then(scene -> ((Button) scene.lookup(".sidebar-plugins")).fire());
            case SERVER_REFUSED ->
                connect(pictures)
                        .once(scene ->
                                scene.getRoot().lookupAll(".error-box").stream().anyMatch(Screen::visible));
            case SET -> set(connect(pictures));
            case REVIEW -> review(pictures, ".review-bar").press(KeyCode.N);
            case REVIEW_STALE -> review(pictures, ".review-bar");
            case REVIEW_MISSING -> review(pictures, ".review-blank .hs-button");
            case REVIEW_KEYS -> review(pictures, ".review-bar").type("?");
            case VIEW_DIALOG -> pictures.press(KeyCode.DIGIT2, false, true).press(KeyCode.S, false, true);
            case PICKED -> pictures.press(KeyCode.J).press(KeyCode.A, false, true);
            case UNDO -> pictures.press(KeyCode.E, true, false);
        };
    }

    /// It stands above the diagnostics, which come last.
    private static Button about(Scene scene) {
        List<Node> leads = scene.getRoot().lookupAll(".setting .hs-button").stream()
                .filter(Screen::visible)
                .toList();
        return (Button) leads.get(leads.size() - 2);
    }

    private static Pictures review(Pictures pictures, String selector) {
        return pictures.select("job:" + JOB).press(KeyCode.A).once(scene -> visible(scene.lookup(selector)));
    }

    private static Pictures connect(Pictures pictures) {
        return pictures.then(scene -> {
            field(scene).setText("https://hivesync.example.com");
            primary(scene).fire();
        });
    }

    private static Pictures set(Pictures pictures) throws Exception {
        pictures.window().account(Optional.of("ada@example.com"));
        return pictures.show(Samples.present(Samples.state(Samples.LIVE, Samples.day())));
    }

    private static TextField field(Scene scene) {
        return (TextField) visible(scene, ".sign-in-card .text-field");
    }

    private static Button primary(Scene scene) {
        return (Button) visible(scene, ".sign-in-card .primary");
    }

    private static Node visible(Scene scene, String selector) {
        return scene.getRoot().lookupAll(selector).stream()
                .filter(Screen::visible)
                .findFirst()
                .orElseThrow();
    }

    private static boolean visible(@org.jspecify.annotations.Nullable Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node != null;
    }
}
