import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// What jpackage itself fills in, to be added to: so that a newer JDK's has its say.
final class Templates {

    private Templates() {}

    /// @param name of a file among jpackage's resources on this platform
    static String ofJpackage(String name) throws IOException {
        Path file = Path.of(URI.create("jrt:/jdk.jpackage/jdk/jpackage/internal/resources/" + name));
        if (!Files.exists(file)) {
            throw new IllegalStateException("this JDK's jpackage has no " + name + "; see packaging/installer");
        }
        return Files.readString(file);
    }

    /// `text` with `added` before the last `mark`.
    static String before(String mark, String added, String text) {
        int at = text.lastIndexOf(mark);
        if (at < 0) {
            throw new IllegalStateException("jpackage's template has no " + mark + "; see packaging/installer");
        }
        return text.substring(0, at) + added + text.substring(at);
    }
}
