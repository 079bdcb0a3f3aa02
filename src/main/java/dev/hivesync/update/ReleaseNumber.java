package dev.hivesync.update;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The number of a release, three whole numbers. What is none cannot be compared, as the version of a development
/// build.
public record ReleaseNumber(int major, int minor, int patch) implements Comparable<ReleaseNumber> {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})");

    private static final Comparator<ReleaseNumber> ORDER = Comparator.comparingInt(ReleaseNumber::major)
            .thenComparingInt(ReleaseNumber::minor)
            .thenComparingInt(ReleaseNumber::patch);

    public static Optional<ReleaseNumber> parse(String text) {
        Matcher parts = NUMBER.matcher(text);
        return parts.matches()
                ? Optional.of(new ReleaseNumber(
                        Integer.parseInt(parts.group(1)),
                        Integer.parseInt(parts.group(2)),
                        Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }

    @Override
    public int compareTo(ReleaseNumber other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + patch;
    }
}
