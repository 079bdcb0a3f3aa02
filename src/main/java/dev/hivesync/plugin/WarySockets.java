package dev.hivesync.plugin;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/// The socket of one connection. Whoever has not yet proved to be the desktop is listened to for so many bytes and no
/// more: OkHttp itself would take a message of any length into memory.
final class WarySockets extends SocketFactory {

    static final int BEFORE_PROOF = 64 * 1024;

    private volatile boolean proved;

    /// From now on as much as comes.
    void trust() {
        proved = true;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public InputStream getInputStream() throws IOException {
                return new Bounded(super.getInputStream());
            }
        };
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw new UnsupportedOperationException();
    }

    private final class Bounded extends FilterInputStream {

        /// The socket's reader alone.
        private long heard;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count = super.read(into, offset, length);
            if (!proved && count > 0) {
                heard += count;
                if (heard > BEFORE_PROOF) {
                    throw new IOException("too much was said before the proof");
                }
            }
            return count;
        }
    }
}
