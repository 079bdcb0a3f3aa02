package dev.hivesync.server.api;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;

/// Argon2id at the cost OWASP names as its minimum: about 50 ms of one core.
public final class Passwords {

    private static final int MEMORY_KIB = 19_456;

    /// The hash of some random password, of the same cost. Checked where there is no such user, so that the answer
    /// takes as long.
    private static final String NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$eS6hhornwPwhZ7EvNWq8bQ$qetm54gTlsBKFmdK67Yim8R5JKLgJDBbcAb1hIVUR9o";

    private final Argon2Function function;
    private final String nobody;

    public Passwords() {
        function = argon2(MEMORY_KIB);
        nobody = NOBODY;
    }

    /// Of another cost, for tests that are about something else.
    Passwords(int memoryKib) {
        function = argon2(memoryKib);
        nobody = hash("nobody");
    }

    private static Argon2Function argon2(int memoryKib) {
        return Argon2Function.getInstance(memoryKib, 2, 1, 32, Argon2.ID);
    }

    public String hash(String password) {
        return Password.hash(password).addRandomSalt(16).with(function).getResult();
    }

    boolean matches(String password, String hash) {
        return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
    }

    /// Always false, in the time a real check takes.
    boolean matchesNobody(String password) {
        return matches(password, nobody) && password.isEmpty();
    }
}
