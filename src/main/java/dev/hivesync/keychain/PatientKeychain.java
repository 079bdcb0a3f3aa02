package dev.hivesync.keychain;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A keychain that nobody waits for longer than a moment: it works on a thread of its own, in order, and while one
/// call hangs the next ones fail at once.
final class PatientKeychain implements Keychain {

    private final Keychain keychain;
    private final Duration patience;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("keychain").factory());

    /// Guarded by this object.
    private @Nullable Future<?> last;

    PatientKeychain(Keychain keychain, Duration patience) {
        this.keychain = keychain;
        this.patience = patience;
    }

    @Override
    public Optional<String> read(String name) throws KeychainException {
        return soon(() -> keychain.read(name));
    }

    @Override
    public void write(String name, String secret) throws KeychainException {
        soon(() -> {
            keychain.write(name, secret);
            return true;
        });
    }

    @Override
    public void delete(String name) throws KeychainException {
        soon(() -> {
            keychain.delete(name);
            return true;
        });
    }

    private <T> T soon(Callable<T> task) throws KeychainException {
        Future<T> answer = submit(task);
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeychainException expected) {
                throw expected;
            }
            throw new KeychainException("the keychain failed", e.getCause());
        } catch (TimeoutException e) {
            throw new KeychainException("the keychain does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KeychainException("nobody waits for the keychain any more", e);
        }
    }

    private synchronized <T> Future<T> submit(Callable<T> task) throws KeychainException {
        if (last != null && !last.isDone()) {
            throw new KeychainException("the keychain still does not answer");
        }
        Future<T> next = thread.submit(task);
        last = next;
        return next;
    }
}
