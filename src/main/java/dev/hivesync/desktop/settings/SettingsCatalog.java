package dev.hivesync.desktop.settings;

import dev.hivesync.attention.Appearance;
import dev.hivesync.attention.ClearRule;
import dev.hivesync.attention.DoNotDisturb;
import dev.hivesync.attention.Language;
import dev.hivesync.attention.Loudness;
import dev.hivesync.attention.QuietHours;
import dev.hivesync.attention.Settings;
import dev.hivesync.attention.SystemPresence;
import dev.hivesync.desktop.look.Texts;
import dev.hivesync.desktop.settings.Control.Choice;
import dev.hivesync.desktop.settings.Control.Days;
import dev.hivesync.desktop.settings.Control.Option;
import dev.hivesync.desktop.settings.Control.Switch;
import dev.hivesync.desktop.settings.Control.TimeOfDay;
import dev.hivesync.wire.Api;
import dev.hivesync.wire.Family;
import dev.hivesync.wire.NotificationType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// All settings there are, in the order of the screen.
final class SettingsCatalog {

    private final Texts texts;
    private final SettingsLeads leads;
    private final OwnSettings own;

    SettingsCatalog(Texts texts, SettingsLeads leads, OwnSettings own) {
        this.texts = texts;
        this.leads = leads;
        this.own = own;
    }

    List<Section> sections(List<Api.Project> projects) {
        List<Section> sections = new ArrayList<>();
        sections.add(doNotDisturb());
        for (Family family : Family.values()) {
            sections.add(new Section(
                    texts.text("settings.notify." + word(family)),
                    Stream.of(NotificationType.values())
                            .filter(type -> type.family() == family)
                            .map(this::type)
                            .toList()));
        }
        if (!projects.isEmpty()) {
            sections.add(new Section(
                    texts.text("settings.projects"),
                    projects.stream().map(this::project).toList()));
        }
        sections.add(new Section(
                texts.text("settings.clear"),
                Stream.of(ClearRule.values()).map(this::clearing).toList()));
        sections.add(presence());
        sections.add(new Section(texts.text("settings.review"), List.of(reviews())));
        leads.server().ifPresent(lead -> sections.add(section("settings.server", lead("server.change", lead))));
        leads.plugins().ifPresent(lead -> sections.add(section("settings.plugins", lead("plugins.list", lead))));
        sections.add(new Section(texts.text("settings.look"), List.of(appearance(), language(), motion())));
        sections.add(program());
        leads.diagnostics().ifPresent(lead -> sections.add(section("settings.help", lead("diagnostics.save", lead))));
        return List.copyOf(sections);
    }

    private Section section(String title, Item item) {
        return new Section(texts.text(title), List.of(item));
    }

    private Item lead(String key, Runnable action) {
        return item(key, new Control.Lead(texts.text("settings." + key + ".action"), action));
    }

    private Section doNotDisturb() {
        return new Section(
                texts.text("settings.quiet"),
                List.of(
                        item(
                                "quiet.hours",
                                new Switch(
                                        settings -> hours(settings).on(),
                                        (settings, on) ->
                                                hours(settings, hours(settings).on(on)))),
                        during(
                                "quiet.from",
                                new TimeOfDay(
                                        settings -> hours(settings).from(),
                                        (settings, time) ->
                                                hours(settings, hours(settings).from(time)))),
                        during(
                                "quiet.to",
                                new TimeOfDay(
                                        settings -> hours(settings).to(),
                                        (settings, time) ->
                                                hours(settings, hours(settings).to(time)))),
                        during("quiet.days", new Days(SettingsCatalog::hours, SettingsCatalog::hours)),
                        item(
                                "quiet.high",
                                new Switch(
                                        settings -> settings.doNotDisturb().highPasses(),
                                        (settings, on) -> settings.doNotDisturb(
                                                settings.doNotDisturb().highPasses(on))))));
    }

    private static QuietHours hours(Settings settings) {
        return settings.doNotDisturb().quietHours();
    }

    private static Settings hours(Settings settings, QuietHours hours) {
        DoNotDisturb rule = settings.doNotDisturb();
        return settings.doNotDisturb(rule.quietHours(hours));
    }

    private Item type(NotificationType type) {
        String name = type.wireName();
        Loudness usual = Loudness.usual(type);
        return new Item(
                "type." + name,
                texts.text("type." + name),
                "",
                choice(
                        Loudness.class,
                        "settings.loudness.",
                        settings -> settings.loudness().getOrDefault(name, usual),
                        (settings, chosen) -> settings.loudness(name, chosen, usual)));
    }

    private Item project(Api.Project project) {
        String id = project.projectId();
        return new Item(
                "project." + id,
                project.name(),
                "",
                new Switch(
                        settings -> settings.mutedProjects().contains(id),
                        (settings, on) -> settings.mutedProject(id, on)));
    }

    private Item clearing(ClearRule rule) {
        return item(
                "clear." + word(rule),
                new Switch(
                        settings -> settings.clearing().contains(rule), (settings, on) -> settings.clearing(rule, on)));
    }

    private Section presence() {
        return new Section(
                texts.text("settings.system"),
                List.of(
                        item(
                                "system.notifications",
                                presence(SystemPresence::notifications, SystemPresence::notifications)),
                        item("system.tray", presence(SystemPresence::tray, SystemPresence::tray)),
                        new Item(
                                "system.close",
                                texts.text("settings.system.close"),
                                texts.text("settings.system.close.text"),
                                presence(SystemPresence::closeToTray, SystemPresence::closeToTray),
                                settings -> settings.presence().tray())));
    }

    private static Switch presence(
            Predicate<SystemPresence> get, BiFunction<SystemPresence, Boolean, SystemPresence> set) {
        return new Switch(
                settings -> get.test(settings.presence()),
                (settings, on) -> settings.presence(set.apply(settings.presence(), on)));
    }

    private Item appearance() {
        return item(
                "look.appearance",
                choice(Appearance.class, "settings.appearance.", Settings::appearance, Settings::appearance));
    }

    private Item language() {
        return item(
                "look.language", choice(Language.class, "settings.language.", Settings::language, Settings::language));
    }

    private Item motion() {
        return item("look.motion", new Switch(Settings::lessMotion, Settings::lessMotion));
    }

    private Item reviews() {
        return item("review.opens", new Switch(Settings::reviewsOpen, Settings::reviewsOpen));
    }

    private Section program() {
        List<Item> items = new ArrayList<>();
        own.login().ifPresent(login -> items.add(item("program.login", new Control.Login(login))));
        items.add(new Item(
                "program.updates",
                texts.text("settings.program.updates"),
                texts.text(own.looks() ? "settings.program.updates.text" : "settings.program.updates.never"),
                new Switch(settings -> own.looks() && settings.updateCheck(), Settings::updateCheck),
                _ -> own.looks()));
        own.about()
                .ifPresent(lead -> items.add(
                        item("program.about", new Control.Lead(texts.text("settings.program.about.action"), lead))));
        return new Section(texts.text("settings.program"), items);
    }

    private Item item(String key, Control control) {
        return new Item(key, texts.text("settings." + key), texts.text("settings." + key + ".text"), control);
    }

    private Item during(String key, Control control) {
        return new Item(
                key,
                texts.text("settings." + key),
                texts.text("settings." + key + ".text"),
                control,
                settings -> hours(settings).on());
    }

    private <E extends Enum<E>> Choice choice(
            Class<E> type, String prefix, Function<Settings, E> get, BiFunction<Settings, E, Settings> set) {
        return new Choice(
                Stream.of(type.getEnumConstants())
                        .map(constant -> new Option(constant.name(), texts.text(prefix + word(constant))))
                        .toList(),
                settings -> get.apply(settings).name(),
                (settings, id) -> set.apply(settings, Enum.valueOf(type, id)));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
