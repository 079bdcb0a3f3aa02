package dev.hivesync.keychain;

import static dev.hivesync.keychain.Native.INT;
import static dev.hivesync.keychain.Native.POINTER;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// The login keychain of macOS: generic passwords of one service.
final class MacKeychain implements Keychain {

    private static final String SERVICE = "dev.HiveSync.HiveSync";
    private static final String FRAMEWORKS = "/System/Library/Frameworks/";
    private static final int NOT_FOUND = -25_300;

    private final MethodHandle find;
    private final MethodHandle add;
    private final MethodHandle modify;
    private final MethodHandle delete;
    private final MethodHandle free;
    private final MethodHandle release;

    MacKeychain() throws KeychainException {
        Native security = new Native(FRAMEWORKS + "Security.framework/Security");
        find = security.function(
                "SecKeychainFindGenericPassword", POINTER, INT, POINTER, INT, POINTER, POINTER, POINTER, POINTER);
        add = security.function(
                "SecKeychainAddGenericPassword", POINTER, INT, POINTER, INT, POINTER, INT, POINTER, POINTER);
        modify = security.function("SecKeychainItemModifyAttributesAndData", POINTER, POINTER, INT, POINTER);
        delete = security.function("SecKeychainItemDelete", POINTER);
        free = security.function("SecKeychainItemFreeContent", POINTER, POINTER);
        release = new Native(FRAMEWORKS + "CoreFoundation.framework/CoreFoundation").procedure("CFRelease", POINTER);
    }

    @Override
    public Optional<String> read(String name) throws KeychainException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment length = arena.allocate(INT);
            MemorySegment data = arena.allocate(POINTER);
            if (!found(arena, name, length, data, MemorySegment.NULL)) {
                return Optional.empty();
            }
            MemorySegment bytes = data.get(POINTER, 0);
            try {
                return Optional.of(Native.text(bytes, length.get(INT, 0)));
            } finally {
                var _ = Native.call(free, MemorySegment.NULL, bytes);
            }
        }
    }

    @Override
    public void write(String name, String secret) throws KeychainException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment bytes = Native.utf8(arena, secret);
            int size = (int) bytes.byteSize();
            MemorySegment item = arena.allocate(POINTER);
            if (found(arena, name, MemorySegment.NULL, MemorySegment.NULL, item)) {
                MemorySegment there = item.get(POINTER, 0);
                try {
                    check(Native.call(modify, there, MemorySegment.NULL, size, bytes));
                } finally {
                    Native.run(release, there);
                }
                return;
            }
            MemorySegment service = Native.utf8(arena, SERVICE);
            MemorySegment account = Native.utf8(arena, name);
            check(Native.call(
                    add,
                    MemorySegment.NULL,
                    (int) service.byteSize(),
                    service,
                    (int) account.byteSize(),
                    account,
                    size,
                    bytes,
                    MemorySegment.NULL));
        }
    }

    @Override
    public void delete(String name) throws KeychainException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment item = arena.allocate(POINTER);
            if (found(arena, name, MemorySegment.NULL, MemorySegment.NULL, item)) {
                MemorySegment there = item.get(POINTER, 0);
                try {
                    check(Native.call(delete, there));
                } finally {
                    Native.run(release, there);
                }
            }
        }
    }

    private boolean found(Arena arena, String name, MemorySegment length, MemorySegment data, MemorySegment item)
            throws KeychainException {
        MemorySegment service = Native.utf8(arena, SERVICE);
        MemorySegment account = Native.utf8(arena, name);
        int status = Native.call(
                find,
                MemorySegment.NULL,
                (int) service.byteSize(),
                service,
                (int) account.byteSize(),
                account,
                length,
                data,
                item);
        if (status == NOT_FOUND) {
            return false;
        }
        check(status);
        return true;
    }

    private static void check(int status) throws KeychainException {
        if (status != 0) {
            throw new KeychainException("the keychain failed with " + status);
        }
    }
}
