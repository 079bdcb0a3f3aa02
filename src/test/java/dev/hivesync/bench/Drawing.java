package dev.hivesync.bench;

import java.util.List;
import java.util.Map;

/// Where a started program draws.
///
/// @param options of the JVM
record Drawing(String name, List<String> options, Map<String, String> environment) {

    static final Drawing IN_MEMORY =
            new Drawing("in memory", List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), Map.of());

    /// On an X display, drawn by the processor.
    static Drawing on(String display) {
        return new Drawing("on a display", List.of("-Dprism.order=sw"), Map.of("DISPLAY", display));
    }
}
