package dev.hivesync.attention;

/// Dark or light, or what the platform prefers.
public enum Appearance {
    DARK,
    LIGHT,
    SYSTEM
}
