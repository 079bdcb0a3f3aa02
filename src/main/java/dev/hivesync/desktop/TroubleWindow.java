package dev.hivesync.desktop;

import dev.hivesync.desktop.look.Icons;
import dev.hivesync.desktop.look.Nodes;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.look.Theme;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/// Says why the program could not start, to a user who sees no terminal.
public final class TroubleWindow {

    private static final double WIDTH = 460;

    private final CompletableFuture<Void> read = new CompletableFuture<>();

    private TroubleWindow() {}

    /// Done once the user has closed it.
    public CompletionStage<Void> read() {
        return read;
    }

    /// On the FX thread.
    ///
    /// @param sentence what is wrong, and what to do about it
    public static TroubleWindow show(String sentence, Locale language) {
        Theme.loadFonts();
        Texts texts = new Texts(language);
        Stage stage = new Stage();
        Scene scene = new Scene(content(stage, sentence, texts));
        Theme theme = new Theme(scene);
        TroubleWindow window = new TroubleWindow();
        stage.setOnHidden(_ -> {
            theme.close();
            window.read.complete(null);
        });
        stage.setTitle(texts.text("window.title"));
        stage.getIcons().setAll(Theme.windowIcons());
        stage.setScene(scene);
        stage.setResizable(false);
        stage.show();
        stage.toFront();
        return window;
    }

    private static VBox content(Stage stage, String sentence, Texts texts) {
        StackPane icon = new StackPane(Icons.of(Feather.ALERT_TRIANGLE));
        icon.getStyleClass().add("blank-icon");
        Button close = Nodes.button(texts.text("trouble.close"), stage::hide, "primary");
        close.setDefaultButton(true);
        close.setCancelButton(true);
        VBox content = new VBox(
                icon,
                Nodes.heading(texts.text("trouble.title"), "blank-title"),
                Nodes.wrapped(sentence, "blank-text"),
                close);
        content.getStyleClass().addAll("window", "blank-card", "trouble");
        content.setPrefWidth(WIDTH);
        return content;
    }
}
