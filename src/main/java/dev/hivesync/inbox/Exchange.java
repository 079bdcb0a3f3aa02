package dev.hivesync.inbox;

import dev.hivesync.wire.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Puts the inbox of another account in the place of the present one: by content, in one transaction of `inbox.db`.
/// So a program that dies after any of the steps, or within one, leaves there the one or the other whole, and a
/// reader beside it never sees a mixture.
final class Exchange {

    /// A part of the exchange.
    @FunctionalInterface
    interface Part {
        void run() throws IOException, SQLException, NewerDataException;
    }

    private final AccountFiles files;
    private final InboxStore store;
    private final InboxState present;
    private final Texts texts;
    private final InstantSource clock;
    private InboxState next;
    private Map<String, Long> gone = Map.of();

    /// @param next what the other account begins with where nothing of it is kept
    Exchange(
            AccountFiles files,
            InboxStore store,
            InboxState present,
            InboxState next,
            Texts texts,
            InstantSource clock) {
        this.files = files;
        this.store = store;
        this.present = present;
        this.next = next;
        this.texts = texts;
        this.clock = clock;
    }

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        parts.add(this::readOther);
        if (!present.account().isEmpty()) {
            Path aside = files.aside(present.account());
            parts.add(() -> AccountFiles.remove(files.copy()));
            parts.add(() -> PrivateFile.write(files.copy(), ""));
            parts.add(() -> store.copyTo(files.copy()));
            parts.add(() -> AccountFiles.remove(aside));
            parts.add(() -> AccountFiles.move(files.copy(), aside));
        }
        parts.add(() -> store.replaceBy(next, gone));
        return parts;
    }

    private void readOther() throws IOException, SQLException, NewerDataException {
        if (files.keeps(next.account())) {
            Opening.Opened opened = new Opening(files.aside(next.account()), texts, clock).open();
            try (InboxStore kept = opened.store()) {
                next = opened.state().belongingTo(next.account(), next.user()).on(present);
                gone = kept.gone();
            }
        } else {
            next = next.on(present);
        }
    }

    /// What the present inbox is once all parts are done.
    InboxState next() {
        return next;
    }
}
