package dev.hivesync.plugin;

import dev.hivesync.wire.BridgeCodec.MalformedFrameException;
import dev.hivesync.wire.BridgeFile;
import dev.hivesync.wire.BridgeFrame;
import dev.hivesync.wire.BridgeFrame.Challenge;
import dev.hivesync.wire.BridgeFrame.Ready;
import dev.hivesync.wire.BridgeMessage;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;

/// One question to the running desktop, and its answer: how HiveSync's own commands speak with it.
public final class DesktopCall implements BridgeLink.Events {

    private static final String REQUEST = "1";

    private enum Stage {
        GREETED,
        PROVED,
        ASKED
    }

    private final PluginConfig config;
    private final BridgeFrame.FromPlugin question;
    private final CompletableFuture<Optional<BridgeFrame>> answer = new CompletableFuture<>();

    /// The socket's thread alone.
    private Stage stage = Stage.GREETED;

    private DesktopCall(PluginConfig config, BridgeFrame.FromPlugin question) {
        this.config = config;
        this.question = question;
    }

    /// Blocks for `patience` at most.
    ///
    /// @return empty where no desktop answers that can prove that it wrote `bridgeFile`
    public static Optional<BridgeFrame> ask(
            OkHttpClient http, Path bridgeFile, BridgeFrame.FromPlugin question, Duration patience) {
        if (!(DesktopFile.find(bridgeFile) instanceof DesktopFile.Found.Named(BridgeFile file))) {
            return Optional.empty();
        }
        DesktopCall call = new DesktopCall(new PluginConfig(bridgeFile, BridgeFrame.COMMAND), question);
        BridgeLink link = new BridgeLink(file, new SecureRandom(), call);
        link.open(BridgeLink.local(http, patience));
        try {
            return call.answer
                    .completeOnTimeout(Optional.empty(), patience.toNanos(), TimeUnit.NANOSECONDS)
                    .join();
        } finally {
            link.cut();
        }
    }

    @Override
    public void opened(BridgeLink link) {
        link.hello(config, null);
    }

    @Override
    public void message(BridgeLink link, String text) {
        try {
            BridgeMessage message = link.decode(text);
            switch (stage) {
                case GREETED -> {
                    stage = Stage.PROVED;
                    if (!(message.frame() instanceof Challenge challenge) || !link.answer(challenge)) {
                        refuse(link);
                    }
                }
                case PROVED -> {
                    stage = Stage.ASKED;
                    if (message.frame() instanceof Ready ready
                            && ready.instance().equals(link.file().instance())) {
                        link.ask(question, REQUEST);
                    } else {
                        refuse(link);
                    }
                }
                case ASKED -> {
                    if (REQUEST.equals(message.requestId())) {
                        answer.complete(Optional.of(message.frame()));
                    }
                }
            }
        } catch (MalformedFrameException _) {
            ended(link, 0);
        }
    }

    private void refuse(BridgeLink link) {
        link.cut();
        ended(link, 0);
    }

    @Override
    public void ended(BridgeLink link, int code) {
        answer.complete(Optional.empty());
    }
}
