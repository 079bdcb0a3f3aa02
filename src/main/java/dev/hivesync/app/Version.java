package dev.hivesync.app;

import picocli.CommandLine.IVersionProvider;

/// This build's version, from the jar or the build's own resource.
final class Version implements IVersionProvider {

    static String current() {
        String jar = Version.class.getPackage().getImplementationVersion();
        return jar == null ? System.getProperty("hivesync.version", "development") : jar;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"HiveSync Desktop " + current()};
    }
}
