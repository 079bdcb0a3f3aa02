package dev.hivesync.app;

import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import java.nio.charset.StandardCharsets;

/// A log's lines with their exceptions, masked as a whole.
final class MaskingEncoder extends PatternLayoutEncoder {

    private final Masking masking;

    MaskingEncoder(Masking masking) {
        this.masking = masking;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        return masking.mask(getLayout().doLayout(event)).getBytes(StandardCharsets.UTF_8);
    }
}
