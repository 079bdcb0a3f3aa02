package dev.hivesync.alerts.awt;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// Whether the system wants quiet.
interface SystemQuiet {

    /// macOS tells no other program of its Focus.
    SystemQuiet UNKNOWN = () -> false;

    boolean on();

    /// Windows' `SHQueryUserNotificationState`; [#UNKNOWN] where that cannot be called.
    @SuppressWarnings("restricted")
    static SystemQuiet windows() {
        try {
            MethodHandle query = Linker.nativeLinker()
                    .downcallHandle(
                            SymbolLookup.libraryLookup("shell32.dll", Arena.global())
                                    .findOrThrow("SHQueryUserNotificationState"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS));
            return () -> asked(query);
        } catch (IllegalArgumentException | java.util.NoSuchElementException _) {
            return UNKNOWN;
        }
    }

    private static boolean asked(MethodHandle query) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(ValueLayout.JAVA_INT);
            Object answer = query.invokeWithArguments(state);
            return answer.equals(0) && wantsQuiet(state.get(ValueLayout.JAVA_INT, 0));
        } catch (Throwable e) {
            throw new IllegalStateException("a call into the system failed", e);
        }
    }

    /// The states in which Windows asks programs to hold back: away or locked, busy, a full-screen Direct3D program,
    /// a presentation, quiet time. A full-screen app from the Store (7) and "accepts notifications" (5) are not.
    static boolean wantsQuiet(int state) {
        return (state >= 1 && state <= 4) || state == 6;
    }
}
