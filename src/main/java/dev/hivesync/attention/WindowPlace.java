package dev.hivesync.attention;

/// Where the window was left, in the desktop's coordinates.
///
/// @param maximised fills the screen; the rest is its place when it does not
public record WindowPlace(double x, double y, double width, double height, boolean maximised) {}
