package dev.hivesync.wire;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/// Reads the rows of a page and passes over those that are none, such as a later version's or a damaged one. Text that
/// is no JSON still fails as a whole.
final class ReadableRows extends ValueDeserializer<List<Notification>> {

    /// The platform's own, so that the plugin SDK needs no logging library.
    private static final System.Logger LOG = System.getLogger(ReadableRows.class.getName());

    private static final NotificationReader READER = new NotificationReader();

    @Override
    public List<Notification> deserialize(JsonParser in, DeserializationContext context) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            return context.reportInputMismatch(Page.class, "`notifications` must be an array");
        }
        List<Notification> rows = new ArrayList<>();
        int skipped = 0;
        while (in.nextToken() != JsonToken.END_ARRAY) {
            try {
                rows.add(READER.deserialize(in, context));
            } catch (DatabindException _) {
                skipped++;
            }
        }
        if (skipped > 0) {
            LOG.log(Level.WARNING, "{0} notifications of a page could not be read and are left out", skipped);
        }
        return rows;
    }
}
