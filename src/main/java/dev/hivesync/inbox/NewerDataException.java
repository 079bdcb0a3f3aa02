package dev.hivesync.inbox;

/// The data on disk was written by a later version of HiveSync; it has been left untouched.
public final class NewerDataException extends Exception {

    private static final long serialVersionUID = 1L;

    /// A number from here on is no version but damage.
    private static final int IMPLAUSIBLE = 10_000;

    static void refuse(int version) throws NewerDataException {
        if (version > Schema.VERSION && version < IMPLAUSIBLE) {
            throw new NewerDataException(version);
        }
    }

    NewerDataException(int version) {
        super("The local inbox was written by a newer HiveSync (data version " + version + ", this one reads "
                + Schema.VERSION + "). Install the newer version; nothing was changed.");
    }
}
