package dev.hivesync.desktop;

import dev.hivesync.desktop.about.AboutViewModel;
import dev.hivesync.desktop.center.Banner;
import dev.hivesync.desktop.look.Clipboards;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.plugins.PluginsViewModel;
import dev.hivesync.desktop.settings.DiagnosticsViewModel;
import dev.hivesync.desktop.settings.Installation;
import dev.hivesync.desktop.settings.LoginViewModel;
import dev.hivesync.desktop.settings.OwnSettings;
import dev.hivesync.desktop.settings.ServerViewModel;
import dev.hivesync.desktop.settings.SettingsLeads;
import dev.hivesync.desktop.settings.SettingsViewModel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/// The settings and what they lead to: the server, the plugins, the diagnostics, and the program itself.
record OwnModels(
        SettingsViewModel settings,
        ServerViewModel server,
        PluginsViewModel plugins,
        DiagnosticsViewModel diagnostics,
        AboutViewModel about) {

    /// @param fx runs tasks on the FX thread
    /// @param later likewise, after a while
    /// @param notices takes what of this is to be said above the list
    static OwnModels of(
            DesktopPorts ports,
            Texts texts,
            InstantSource clock,
            Executor fx,
            BiConsumer<Duration, Runnable> later,
            Notices notices) {
        ServerViewModel server = new ServerViewModel(ports.servers(), fx);
        PluginsViewModel plugins = new PluginsViewModel(ports.insight().plugins(), later);
        DiagnosticsViewModel diagnostics = new DiagnosticsViewModel(
                ports.insight().diagnostics(), ports.insight().picker(), clock, fx);
        Installation installation = ports.installation();
        AboutViewModel about = new AboutViewModel(
                installation.about(), installation.updates(), ports.preferences(), fx, Clipboards::put);
        SettingsViewModel settings = new SettingsViewModel(
                ports.preferences(),
                texts,
                new SettingsLeads(
                        server.changeable() ? Optional.of(server::change) : Optional.empty(),
                        Optional.of(() -> plugins.openProperty().set(true)),
                        Optional.of(diagnostics::save)),
                new OwnSettings(
                        Optional.of(new LoginViewModel(installation.login(), fx)),
                        installation.updates().looks(),
                        Optional.of(() -> about.openProperty().set(true))));
        settings.openProperty().subscribe(open -> {
            if (!open) {
                diagnostics.seen();
            }
        });
        settings.troubleProperty()
                .subscribe(trouble -> notices.say(Notices.Subject.SETTINGS, trouble.map(Banner.Settings::new)));
        about.newerProperty()
                .subscribe(version -> notices.say(
                        Notices.Subject.UPDATE,
                        version.map(number -> new Banner.Newer(
                                number,
                                about::openNewer,
                                () -> notices.say(Notices.Subject.UPDATE, Optional.empty())))));
        return new OwnModels(settings, server, plugins, diagnostics, about);
    }
}
