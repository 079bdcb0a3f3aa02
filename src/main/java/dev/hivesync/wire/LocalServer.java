package dev.hivesync.wire;

/// `local-server.json`: where a local server serves and how to sign in to it. Mode 0600.
///
/// @param database the JDBC URL of its embedded PostgreSQL
/// @param pid of the process that serves
public record LocalServer(String url, String email, String password, String serviceKey, String database, long pid) {

    public static final String FILE = "local-server.json";

    @Override
    public String toString() {
        return "LocalServer[" + url + ", pid " + pid + "]";
    }
}
