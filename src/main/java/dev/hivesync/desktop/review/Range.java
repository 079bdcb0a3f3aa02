package dev.hivesync.desktop.review;

/// Characters of a shown line, `to` exclusive.
record Range(int from, int to) {}
