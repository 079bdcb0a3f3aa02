package dev.hivesync.wire;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A link that names a notification, `hivesync://notification/<id>`. Anybody can write one into a page or a mail, so
/// that nothing else of it is ever understood: no option, no address, no path.
///
/// @param notificationId a UUID in lower case
public record NotificationLink(String notificationId) {

    private static final String SCHEME = "hivesync:";

    private static final Pattern LINK =
            Pattern.compile("hivesync://notification/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/?");

    /// Nothing that is longer is one, so that what is huge is not even looked at.
    private static final int LONGEST = 96;

    /// Whether it is meant for HiveSync, well formed or not.
    public static boolean claims(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /// Empty where it names no notification.
    public static Optional<NotificationLink> parse(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher link = LINK.matcher(text.toLowerCase(Locale.ROOT));
        return link.matches() ? Optional.of(new NotificationLink(link.group(1))) : Optional.empty();
    }
}
