package dev.hivesync.server.api;

/// Passwords whose hashes take no time: with those of the product they would take most of it in tests of other things.
public final class CheapPasswords {

    private static final int MEMORY_KIB = 64;

    private CheapPasswords() {}

    public static Passwords create() {
        return new Passwords(MEMORY_KIB);
    }
}
