import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The app and a .dmg of it. Both are signed where `HIVESYNC_MAC_IDENTITY` names a Developer ID of the keychain.
final class Mac {

    private static final String NAME = "HiveSync";
    private static final String IDENTIFIER = "dev.hivesync.desktop";

    private Mac() {}

    static List<Path> build(Package.Project project, Image image) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of(
                "--icon",
                project.icons().resolve("hivesync.icns").toString(),
                "--resource-dir",
                resources(project).toString(),
                "--mac-package-identifier",
                IDENTIFIER,
                "--app-version",
                bundleVersion(project.version())));
        String identity = System.getenv().getOrDefault("HIVESYNC_MAC_IDENTITY", "");
        if (!identity.isBlank()) {
            options.addAll(List.of("--mac-sign", "--mac-signing-key-user-name", identity));
        }
        String[] all = options.toArray(String[]::new);
        Path made = image.build(NAME, image.runtime(Image.Squeezed.YES), project.out(), all);
        Path installed = image.build(
                NAME,
                image.runtime(Image.Squeezed.NO),
                Files.createDirectories(project.work().resolve("image")),
                all);
        Path dmg = Files.createDirectories(project.work().resolve("dmg"));
        Commands.jdk(
                "jpackage",
                List.of(
                        "--type",
                        "dmg",
                        "--app-image",
                        installed.toString(),
                        "--name",
                        NAME,
                        "--app-version",
                        bundleVersion(project.version()),
                        "--dest",
                        dmg.toString()));
        Path named = project.out().resolve(NAME + "-" + project.version() + ".dmg");
        Files.move(dmg.resolve(NAME + "-" + bundleVersion(project.version()) + ".dmg"), named);
        return List.of(made, named);
    }

    /// macOS takes no version that begins with 0, and one must follow the other: the first number is one higher here.
    /// People see the version itself.
    static String bundleVersion(String version) {
        int dot = version.indexOf('.');
        return Integer.parseInt(version.substring(0, dot)) + 1 + version.substring(dot);
    }

    /// jpackage's own description of the app, with the links in it.
    private static Path resources(Package.Project project) throws IOException {
        Path resources = Files.createDirectories(project.work().resolve("app"));
        String links = Files.readString(project.sources().resolve("macos").resolve("url-types.plist"));
        String text = Templates.before("</dict>", links, Templates.ofJpackage("Info-lite.plist.template"))
                .replace("DEPLOY_BUNDLE_SHORT_VERSION", project.version())
                .replace("<string>Unknown</string>", "<string>public.app-category.developer-tools</string>");
        Files.writeString(resources.resolve("Info.plist"), text);
        return resources;
    }
}
