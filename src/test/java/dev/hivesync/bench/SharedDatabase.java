package dev.hivesync.bench;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The run's [BenchDatabase]. Use it as a static `@RegisterExtension`.
final class SharedDatabase implements BeforeAllCallback {

    private @Nullable BenchDatabase database;

    @Override
    public void beforeAll(ExtensionContext context) {
        database = BenchDatabase.of(context);
    }

    BenchDatabase database() {
        return requireNonNull(database);
    }
}
