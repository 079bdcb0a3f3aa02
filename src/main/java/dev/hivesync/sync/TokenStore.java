package dev.hivesync.sync;

import dev.hivesync.wire.Api;
import java.io.IOException;
import java.util.Optional;

/// Where a session keeps its tokens over restarts.
public interface TokenStore {

    Optional<Api.Tokens> load();

    /// Durable when it returns.
    void save(Api.Tokens tokens) throws IOException;

    void clear() throws IOException;

    /// Keeps nothing: the session ends with the program.
    static TokenStore none() {
        return new TokenStore() {
            @Override
            public Optional<Api.Tokens> load() {
                return Optional.empty();
            }

            @Override
            public void save(Api.Tokens tokens) {}

            @Override
            public void clear() {}
        };
    }
}
