package dev.hivesync.keychain;

import static dev.hivesync.keychain.Native.INT;
import static dev.hivesync.keychain.Native.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Windows' Credential Manager: generic credentials of this machine and user.
@SuppressWarnings("restricted")
final class CredentialManager implements Keychain {

    private static final int GENERIC = 1;
    private static final int LOCAL_MACHINE = 2;
    private static final int NOT_FOUND = 1_168;

    /// `CREDENTIALW` on 64-bit Windows.
    private static final MemoryLayout CREDENTIAL = MemoryLayout.structLayout(
            INT.withName("flags"),
            INT.withName("type"),
            POINTER.withName("target"),
            POINTER.withName("comment"),
            MemoryLayout.paddingLayout(8), // when it was written
            INT.withName("size"),
            MemoryLayout.paddingLayout(4),
            POINTER.withName("blob"),
            INT.withName("persist"),
            INT.withName("attributes_count"),
            POINTER.withName("attributes"),
            POINTER.withName("alias"),
            POINTER.withName("user"));

    private static final VarHandle TYPE = field("type");
    private static final VarHandle TARGET = field("target");
    private static final VarHandle SIZE = field("size");
    private static final VarHandle BLOB = field("blob");
    private static final VarHandle PERSIST = field("persist");
    private static final VarHandle USER = field("user");
    private static final VarHandle LAST_ERROR =
            Linker.Option.captureStateLayout().varHandle(MemoryLayout.PathElement.groupElement("GetLastError"));

    private final MethodHandle read;
    private final MethodHandle write;
    private final MethodHandle delete;
    private final MethodHandle free;

    CredentialManager() throws KeychainException {
        Native advapi = new Native("advapi32.dll");
        read = advapi.failing("CredReadW", POINTER, INT, INT, POINTER);
        write = advapi.failing("CredWriteW", POINTER, INT);
        delete = advapi.failing("CredDeleteW", POINTER, INT, INT);
        free = advapi.procedure("CredFree", POINTER);
    }

    private static VarHandle field(String name) {
        return CREDENTIAL.varHandle(MemoryLayout.PathElement.groupElement(name));
    }

    @Override
    public Optional<String> read(String name) throws KeychainException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(Linker.Option.captureStateLayout());
            MemorySegment found = arena.allocate(POINTER);
            if (Native.call(read, error, wide(arena, name), GENERIC, 0, found) == 0) {
                return nothing(error);
            }
            MemorySegment credential = found.get(POINTER, 0).reinterpret(CREDENTIAL.byteSize());
            try {
                int size = (int) SIZE.get(credential, 0L);
                return Optional.of(Native.text((MemorySegment) BLOB.get(credential, 0L), size));
            } finally {
                Native.run(free, credential);
            }
        }
    }

    @Override
    public void write(String name, String secret) throws KeychainException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment blob = Native.utf8(arena, secret);
            MemorySegment credential = arena.allocate(CREDENTIAL);
            TYPE.set(credential, 0L, GENERIC);
            TARGET.set(credential, 0L, wide(arena, name));
            SIZE.set(credential, 0L, (int) blob.byteSize());
            BLOB.set(credential, 0L, blob);
            PERSIST.set(credential, 0L, LOCAL_MACHINE);
            USER.set(credential, 0L, wide(arena, "HiveSync"));
            MemorySegment error = arena.allocate(Linker.Option.captureStateLayout());
            if (Native.call(write, error, credential, 0) == 0) {
                throw failed(error);
            }
        }
    }

    @Override
    public void delete(String name) throws KeychainException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment error = arena.allocate(Linker.Option.captureStateLayout());
            if (Native.call(delete, error, wide(arena, name), GENERIC, 0) == 0) {
                var _ = nothing(error);
            }
        }
    }

    private static Optional<String> nothing(MemorySegment error) throws KeychainException {
        if ((int) LAST_ERROR.get(error, 0L) == NOT_FOUND) {
            return Optional.empty();
        }
        throw failed(error);
    }

    private static KeychainException failed(MemorySegment error) {
        return new KeychainException("the Credential Manager failed with " + (int) LAST_ERROR.get(error, 0L));
    }

    private static MemorySegment wide(Arena arena, String text) {
        return arena.allocateFrom(text, StandardCharsets.UTF_16LE);
    }
}
