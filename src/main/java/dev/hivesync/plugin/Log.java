package dev.hivesync.plugin;

import java.lang.System.Logger.Level;

/// The platform's own logging, which every host has: names of failures and no payloads.
final class Log {

    private static final System.Logger LOG = System.getLogger("dev.hivesync.plugin");

    private Log() {}

    static void failed(String what, RuntimeException failure) {
        LOG.log(Level.ERROR, what + " of the plugin failed", failure);
    }
}
