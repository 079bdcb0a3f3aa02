package dev.hivesync.app;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whoever reads standard output through a pipe. That they have gone shows at the next write alone, which may be hours
/// away; only the system's `poll` tells at once and writes nothing. Java has no other way to ask.
final class Reader {

    private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
    private static final int STANDARD_OUTPUT = 1;
    private static final short ERROR = 8;
    private static final short HANG_UP = 16;
    private static final int FOREVER = -1;
    private static final int MOST_TRIES = 100;

    private static final MemoryLayout POLLED =
            MemoryLayout.structLayout(ValueLayout.JAVA_INT, ValueLayout.JAVA_SHORT, ValueLayout.JAVA_SHORT);
    private static final long REVENTS = 6;

    private Reader() {}

    /// Calls `gone` once the reader has gone, on a thread of its own that sleeps until then. Never, where the system
    /// has no `poll`, or standard output is no pipe.
    static void whenGone(Runnable gone) {
        Thread.ofPlatform().daemon().name("reader").start(() -> {
            try {
                if (awaited()) {
                    gone.run();
                }
            } catch (Exception e) {
                LOG.debug(
                        "it cannot be told whether somebody reads ({})",
                        e.getClass().getSimpleName());
            }
        });
    }

    @SuppressWarnings("restricted")
    private static boolean awaited() {
        Linker linker = Linker.nativeLinker();
        var poll = linker.defaultLookup().find("poll");
        if (poll.isEmpty()) {
            return false;
        }
        // The number of descriptors is a long on Linux and an int on macOS; in a register that is the same.
        MethodHandle call = linker.downcallHandle(
                poll.get(),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment polled = arena.allocate(POLLED);
            polled.set(ValueLayout.JAVA_INT, 0, STANDARD_OUTPUT);
            // A signal interrupts it; what fails again and again will never tell.
            for (int tries = 0; (int) invoke(call, polled) < 0; tries++) {
                if (tries == MOST_TRIES) {
                    return false;
                }
                polled.set(ValueLayout.JAVA_SHORT, REVENTS, (short) 0);
            }
            return (polled.get(ValueLayout.JAVA_SHORT, REVENTS) & (ERROR | HANG_UP)) != 0;
        }
    }

    private static Object invoke(MethodHandle call, MemorySegment polled) {
        try {
            return call.invoke(polled, 1L, FOREVER);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
