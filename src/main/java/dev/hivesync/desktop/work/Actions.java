package dev.hivesync.desktop.work;

import dev.hivesync.desktop.board.MainAction;
import dev.hivesync.desktop.board.ThreadRow;
import dev.hivesync.wire.Payload;
import java.util.function.Consumer;

/// What can be done about a thread, for rows, toasts, banners and the detail alike.
///
/// @param review opens the Review panel
/// @param reveal shows the thread in the list and its detail
/// @param clipboard takes what is copied
public record Actions(
        WorkViewModel work, Consumer<ThreadRow> review, Consumer<ThreadRow> reveal, Consumer<String> clipboard) {

    public MainAction main(ThreadRow thread) {
        return MainAction.of(thread, work.runs(), work.now());
    }

    public void perform(ThreadRow thread) {
        switch (main(thread)) {
            case REVIEW -> review.accept(thread);
            case COPY_CODE -> copyCode(thread);
            case RETRY -> work.again(thread);
            case OPEN -> reveal.accept(thread);
        }
    }

    public void copyCode(ThreadRow thread) {
        if (thread.notification().payload() instanceof Payload.Preview preview) {
            clipboard.accept(preview.previewToken());
        }
    }
}
