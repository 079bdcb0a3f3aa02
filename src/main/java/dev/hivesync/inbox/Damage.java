package dev.hivesync.inbox;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Tells a file that is wrong from a disk that is full, read-only or not there.
final class Damage {

    private static final Set<SQLiteErrorCode> WHOLE_FAMILIES = Set.of(
            SQLiteErrorCode.SQLITE_CORRUPT,
            SQLiteErrorCode.SQLITE_CONSTRAINT,
            SQLiteErrorCode.SQLITE_MISMATCH,
            SQLiteErrorCode.SQLITE_TOOBIG,
            SQLiteErrorCode.SQLITE_FORMAT,
            SQLiteErrorCode.SQLITE_NOTADB);

    private static final Set<SQLiteErrorCode> SINGLY = Set.of(
            SQLiteErrorCode.SQLITE_IOERR_READ,
            SQLiteErrorCode.SQLITE_IOERR_SHORT_READ,
            SQLiteErrorCode.SQLITE_IOERR_CORRUPTFS,
            // The file was moved away or deleted under the open connection.
            SQLiteErrorCode.SQLITE_READONLY_DBMOVED);

    /// A table or a column that is not there, or is there already: every statement here fits the schema.
    private static final Pattern MISFIT = Pattern.compile("no such (table|column)|has no column|already exists");

    private static final Set<Integer> UNWRITABLE = Set.of(
            SQLiteErrorCode.SQLITE_READONLY.code,
            SQLiteErrorCode.SQLITE_CANTOPEN.code,
            SQLiteErrorCode.SQLITE_PERM.code);

    private Damage() {}

    static boolean is(SQLException e) {
        return e instanceof SQLiteException failure
                && (misfit(failure)
                        || SINGLY.contains(failure.getResultCode())
                        || WHOLE_FAMILIES.stream()
                                .anyMatch(family -> family.code == (failure.getResultCode().code & 0xff)));
    }

    private static boolean misfit(SQLiteException e) {
        String message = e.getMessage();
        return e.getResultCode() == SQLiteErrorCode.SQLITE_ERROR
                && message != null
                && MISFIT.matcher(message).find();
    }

    /// Whether the reader may not write where the file is: SQLite wants to, even to read.
    static boolean unwritable(SQLException e) {
        return e instanceof SQLiteException failure && UNWRITABLE.contains(failure.getResultCode().code & 0xff);
    }

    /// For the log: no path and no content.
    static String reason(Exception e) {
        return e instanceof SQLException failure
                ? "SQLite code " + failure.getErrorCode()
                : e.getClass().getSimpleName();
    }

    static SQLException found(String what, Exception cause) {
        SQLException found = found(what);
        found.initCause(cause);
        return found;
    }

    static SQLException found(String what) {
        return new SQLiteException(what, SQLiteErrorCode.SQLITE_CORRUPT);
    }
}
