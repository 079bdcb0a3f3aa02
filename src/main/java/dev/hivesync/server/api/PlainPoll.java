package dev.hivesync.server.api;

import dev.hivesync.wire.Api;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// A poll as clients send it all day: a GET for the changes after a cursor, perhaps with a limit, with a token that
/// was seen before and nothing that needs decoding. Any other request, right or wrong, is for the routes.
///
/// @param since null without one
/// @param known `If-None-Match`; null without one
record PlainPoll(
        String user,
        @Nullable String since,
        int limit,
        @Nullable String known) {

    private static final String PATH = HttpApi.BASE + "/notifications";
    private static final String SINCE = "since=";
    private static final String LIMIT = "limit=";

    /// Null where the request is no such poll.
    static @Nullable PlainPoll of(Request request, Gate gate) {
        if (!HttpMethod.GET.is(request.getMethod())
                || !PATH.equals(request.getHttpURI().getPath())) {
            return null;
        }
        HttpFields headers = request.getHeaders();
        if (headers.contains(HttpHeader.CONTENT_LENGTH)
                || headers.contains(HttpHeader.TRANSFER_ENCODING)
                || headers.contains(HttpHeader.UPGRADE)
                || headers.contains(HttpHeader.EXPECT)) {
            return null;
        }
        @Nullable String user = gate.remembered(headers.get(HttpHeader.AUTHORIZATION));
        return user == null ? null : of(user, request.getHttpURI().getQuery(), headers.get(HttpHeader.IF_NONE_MATCH));
    }

    private static @Nullable PlainPoll of(String user, @Nullable String query, @Nullable String known) {
        @Nullable String since = null;
        @Nullable String limit = null;
        for (int from = 0; query != null && from <= query.length(); ) {
            int end = query.indexOf('&', from);
            String parameter = query.substring(from, end < 0 ? query.length() : end);
            if (since == null && parameter.startsWith(SINCE) && plain(parameter, SINCE.length())) {
                since = parameter.substring(SINCE.length());
            } else if (limit == null
                    && parameter.startsWith(LIMIT)
                    && NotificationRoutes.isLimit(parameter.substring(LIMIT.length()))) {
                limit = parameter.substring(LIMIT.length());
            } else {
                return null;
            }
            from = end < 0 ? query.length() + 1 : end + 1;
        }
        return new PlainPoll(user, since, limit == null ? Api.DEFAULT_LIMIT : Integer.parseInt(limit), known);
    }

    /// Whether it is spelled in base64url alone, as cursors are.
    private static boolean plain(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!letter && c != '-' && c != '_') {
                return false;
            }
        }
        return true;
    }
}
