package dev.hivesync.keychain;

import java.lang.foreign.AddressLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/// One system library and its functions.
@SuppressWarnings("restricted")
final class Native {

    static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    static final AddressLayout POINTER = ValueLayout.ADDRESS;

    private final SymbolLookup library;

    /// @throws KeychainException where this system has no such library
    Native(String library) throws KeychainException {
        try {
            this.library = SymbolLookup.libraryLookup(library, Arena.global());
        } catch (IllegalArgumentException e) {
            throw new KeychainException("this system has no " + library, e);
        }
    }

    /// A function that answers with an `int`.
    MethodHandle function(String name, MemoryLayout... parameters) {
        return bind(name, FunctionDescriptor.of(INT, parameters));
    }

    /// The same, where the system's last error is wanted too: the first argument is where it goes.
    MethodHandle failing(String name, MemoryLayout... parameters) {
        return bind(name, FunctionDescriptor.of(INT, parameters), Linker.Option.captureCallState("GetLastError"));
    }

    /// A function without an answer.
    MethodHandle procedure(String name, MemoryLayout... parameters) {
        return bind(name, FunctionDescriptor.ofVoid(parameters));
    }

    private MethodHandle bind(String name, FunctionDescriptor shape, Linker.Option... options) {
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(name), shape, options);
    }

    static int call(MethodHandle function, Object... arguments) {
        return (Integer) invoke(function, arguments);
    }

    static void run(MethodHandle procedure, Object... arguments) {
        var _ = invoke(procedure, arguments);
    }

    @SuppressWarnings("NullAway")
    private static Object invoke(MethodHandle function, Object... arguments) {
        try {
            return function.invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the system failed", e);
        }
    }

    static MemorySegment utf8(Arena arena, String text) {
        return arena.allocateFrom(ValueLayout.JAVA_BYTE, text.getBytes(StandardCharsets.UTF_8));
    }

    /// The text in `length` bytes that the system owns.
    static String text(MemorySegment bytes, long length) {
        return new String(bytes.reinterpret(length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
    }
}
