package org.ridgeless.kernel.interrupt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.ridgeless.kernel.cell.CellInterrupted;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.cell.Scopes;

/**
 * Blocking socket calls in slices, so that an interrupt is noticed between two of them and the socket stays open: the
 * JDK's own calls cannot be interrupted.
 */
final class InterruptibleSockets {

    private static final int SLICE_MILLIS = 50;

    private InterruptibleSockets() {}

    private interface Call<T> {

        T run() throws IOException;
    }

    private interface Timeout {

        void set(int millis) throws IOException;
    }

    static Socket accept(ServerSocket server) throws IOException {
        return sliced(server.getSoTimeout(), server::setSoTimeout, server::accept);
    }

    static InputStream input(Socket socket) throws IOException {
        return new SlicedInput(socket, socket.getInputStream());
    }

    private static <T> T sliced(int limit, Timeout timeout, Call<T> call) throws IOException {
        long begin = System.nanoTime();
        try {
            while (true) {
                long left = limit == 0 ? SLICE_MILLIS : limit - (System.nanoTime() - begin) / 1_000_000;
                timeout.set((int) Math.max(1, Math.min(SLICE_MILLIS, left)));
                try {
                    return call.run();
                } catch (SocketTimeoutException e) {
                    checkInterrupted();
                    if (limit > 0 && left <= SLICE_MILLIS) {
                        throw e;
                    }
                }
            }
        } finally {
            restore(limit, timeout);
        }
    }

    private static void checkInterrupted() {
        CellScope scope = Scopes.find(Thread.currentThread());
        if (scope != null && scope.isInterrupted()) {
            throw new CellInterrupted();
        }
    }

    private static void restore(int limit, Timeout timeout) {
        try {
            timeout.set(limit);
        } catch (IOException e) {
            // The socket is closed; it has no use for a time limit.
            return;
        }
    }

    private static final class SlicedInput extends FilterInputStream {

        private final Socket socket;

        SlicedInput(Socket socket, InputStream in) {
            super(in);
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            return sliced(socket.getSoTimeout(), socket::setSoTimeout, in::read);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return sliced(socket.getSoTimeout(), socket::setSoTimeout, () -> in.read(bytes, offset, length));
        }
    }
}
