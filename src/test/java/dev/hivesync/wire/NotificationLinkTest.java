package dev.hivesync.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotificationLinkTest {

    private static final String ID = "0c8f0000-0000-4000-8000-00000000000a";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hivesync://notification/" + ID,
                "hivesync://notification/" + ID + "/",
                "HIVESYNC://Notification/0C8F0000-0000-4000-8000-00000000000A",
            })
    void a_link_names_a_notification_however_a_system_spells_it(String link) {
        assertThat(NotificationLink.parse(link)).contains(new NotificationLink(ID));
        assertThat(NotificationLink.claims(link)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hivesync:",
                "hivesync://",
                "hivesync://notification/",
                "hivesync://notification/1",
                "hivesync://notification/../../etc/passwd",
                "hivesync://notification/%2e%2e%2f" + ID,
                "hivesync://notification/" + ID + "/../settings",
                "hivesync://notification/" + ID + "?server=https://evil.example",
                "hivesync://notification/" + ID + "#x",
                "hivesync://notification/" + ID + " --server https://evil.example",
                "hivesync://notification/" + ID + "\n",
                "hivesync://notification/" + ID + "\u0000",
                "hivesync://notification/" + ID + ";reboot",
                "hivesync://notification/$(reboot)",
                "hivesync://notification/`reboot`",
                "hivesync://user:pass@notification/" + ID,
                "hivesync://notification:80/" + ID,
                "hivesync:notification/" + ID,
                "hivesync:///notification/" + ID,
                "https://notification/" + ID,
                "file:///notification/" + ID,
                " hivesync://notification/" + ID,
                "hıvesync://notification/" + ID,
            })
    void nothing_else_is_understood(String text) {
        assertThat(NotificationLink.parse(text)).isEmpty();
    }

    @Test
    void what_is_huge_is_not_looked_at() {
        assertThat(NotificationLink.parse("hivesync://notification/" + ID.repeat(100_000)))
                .isEmpty();
    }
}
