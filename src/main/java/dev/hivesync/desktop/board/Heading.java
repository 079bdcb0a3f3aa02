package dev.hivesync.desktop.board;

import java.time.LocalDate;

/// What stands above the first row of a group.
public sealed interface Heading {

    /// What the user wants to see whatever comes.
    record Pinned() implements Heading {}

    record Day(LocalDate day) implements Heading {}
}
