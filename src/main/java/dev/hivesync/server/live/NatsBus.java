package dev.hivesync.server.live;

import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.Subscription;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeoutException;

/// Core NATS: one subject for each database. The library's own reconnecting is off: it resubscribes without a word,
/// and what was missed meanwhile must be looked for.
public final class NatsBus implements Bus {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long MAX_PENDING = 10_000;
    private static final long MAX_PENDING_BYTES = MAX_PENDING * Hints.MAX_BYTES;

    private final Options options;
    private final String subject;

    /// @param url `nats://host:port`, or several with commas between them
    /// @param epoch of the database: instances on another one have nothing to say to this one
    /// @throws IllegalArgumentException where `url` is none
    public NatsBus(String url, UUID epoch) {
        this.options = new Options.Builder()
                .server(url)
                .connectionName("hivesync-bus")
                .noReconnect()
                .noEcho()
                .connectionTimeout(ANSWER)
                .socketWriteTimeout(ANSWER)
                .pingInterval(ANSWER)
                .maxPingsOut(2)
                // The default one writes addresses to the terminal.
                .errorListener(new ErrorListener() {})
                .build();
        this.subject = "hivesync." + epoch + ".changed";
    }

    @Override
    public Link open() throws IOException {
        try {
            Connection connection = Nats.connect(options);
            try {
                Subscription subscription = connection.subscribe(subject);
                subscription.setPendingLimits(MAX_PENDING, MAX_PENDING_BYTES);
                // Subscribed means that the server says so.
                connection.flush(ANSWER);
                return new NatsLink(connection, subscription, subject);
            } catch (TimeoutException | RuntimeException e) {
                connection.close();
                throw failed(e);
            }
        } catch (IOException e) {
            throw failed(e);
        } catch (InterruptedException _) {
            throw interrupted();
        }
    }

    /// The library's own text holds the address, with the password that may be in it; so no cause either.
    private static IOException failed(Exception e) {
        return new IOException("NATS, " + e.getClass().getSimpleName());
    }

    private static IOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    private record NatsLink(Connection connection, Subscription subscription, String subject) implements Link {

        @Override
        public Map<String, Long> exchange(Map<String, Long> outgoing, Duration patience) throws IOException {
            try {
                if (!outgoing.isEmpty()) {
                    for (String text : Hints.encode(outgoing)) {
                        connection.publish(subject, text.getBytes(StandardCharsets.UTF_8));
                    }
                    connection.flush(ANSWER);
                }
                Map<String, Long> hints = new HashMap<>();
                Message message = subscription.nextMessage(patience.plusMillis(1));
                // No more than may have waited: the outgoing hints have their turn, too.
                for (long left = MAX_PENDING; message != null && left > 0; left--) {
                    Hints.decode(new String(message.getData(), StandardCharsets.UTF_8), hints);
                    message = left == 1 ? null : subscription.nextMessage(Duration.ofMillis(1));
                }
                if (subscription.getDroppedCount() > 0) {
                    throw new IOException("NATS, more hints than could be taken");
                }
                if (connection.getStatus() != Connection.Status.CONNECTED) {
                    throw new IOException("NATS, connection lost");
                }
                return hints;
            } catch (TimeoutException | RuntimeException e) {
                throw failed(e);
            } catch (InterruptedException _) {
                throw interrupted();
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
