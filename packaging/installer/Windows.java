import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The image and an .msi for one user, who is asked for no administrator's password. jpackage's own description of the
/// .msi knows neither links nor the path, so what it lacks is put into it.
final class Windows {

    private static final String NAME = "HiveSync";

    /// Never changes: by it a newer version replaces an older one.
    private static final String UPGRADES = "6f0a1a9e-0d3c-4b8e-9c55-3d1f6f2b7a41";

    private Windows() {}

    static List<Path> build(Package.Project project, Image image) throws IOException, InterruptedException {
        Path console = project.work().resolve("console.properties");
        Files.writeString(console, "win-console=true\nwin-shortcut=false\nwin-menu=false\n");
        String[] options = {
            "--icon",
            project.icons().resolve("hivesync.ico").toString(),
            // Windows gives a program either a window or a terminal, so the command line is a second one.
            "--add-launcher",
            "hivesync-cli=" + console,
            "--app-content",
            project.sources().resolve("windows").resolve("bin").toString()
        };
        Path made = image.build(
                NAME, image.runtime(Image.Squeezed.YES, "jdk.crypto.mscapi", "jdk.accessibility"), project.out(), options);
        Path installed = image.build(
                NAME,
                image.runtime(Image.Squeezed.NO, "jdk.crypto.mscapi", "jdk.accessibility"),
                Files.createDirectories(project.work().resolve("image")),
                options);
        List<String> arguments = new ArrayList<>(List.of(
                "--type",
                "msi",
                "--app-image",
                installed.toString(),
                "--name",
                NAME,
                "--app-version",
                project.version(),
                "--vendor",
                NAME,
                "--description",
                "HiveSync's notification center",
                "--win-per-user-install",
                "--win-menu",
                "--win-upgrade-uuid",
                UPGRADES,
                "--resource-dir",
                description(project).toString(),
                "--dest",
                project.out().toString()));
        Commands.jdk("jpackage", arguments);
        return List.of(made, project.out().resolve(NAME + "-" + project.version() + ".msi"));
    }

    /// jpackage's own, of this JDK, with `windows/hivesync.wxs` in it.
    private static Path description(Package.Project project) throws IOException {
        Path resources = Files.createDirectories(project.work().resolve("msi"));
        String own = Templates.ofJpackage("main.wxs");
        String ours = Files.readString(project.sources().resolve("windows").resolve("hivesync.wxs"));
        String text = Templates.before("</Feature>", "<ComponentGroupRef Id=\"HiveSync\"/>\n", own);
        Files.writeString(resources.resolve("main.wxs"), Templates.before("</Wix>", ours, text));
        return resources;
    }
}
