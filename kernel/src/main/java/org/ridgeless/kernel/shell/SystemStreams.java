package org.ridgeless.kernel.shell;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.ridgeless.kernel.cell.CellOutput.Stream;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.cell.Scopes;

/**
 * The process's standard streams, routed by thread: a thread of a cell writes to its cell and reads from whoever
 * watches it, every other thread keeps the original stream.
 */
final class SystemStreams {

    private static boolean installed;

    private SystemStreams() {}

    static synchronized void install() {
        if (installed) {
            return;
        }
        installed = true;
        System.setOut(printer(new Router(Stream.STDOUT, System.out)));
        System.setErr(printer(new Router(Stream.STDERR, System.err)));
        System.setIn(new Input(System.in));
    }

    private static PrintStream printer(OutputStream router) {
        return new PrintStream(router, false, StandardCharsets.UTF_8);
    }

    private static final class Router extends OutputStream {

        private final Stream stream;
        private final PrintStream original;

        Router(Stream stream, PrintStream original) {
            this.stream = stream;
            this.original = original;
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            CellScope scope = Scopes.find(Thread.currentThread());
            if (scope == null) {
                original.write(bytes, offset, length);
            } else {
                scope.write(stream, bytes, offset, length);
            }
        }

        @Override
        public void flush() {
            if (Scopes.find(Thread.currentThread()) == null) {
                original.flush();
            }
        }
    }

    /** Standard input that asks for a line whenever a cell has read the one before. */
    private static final class Input extends InputStream {

        private final InputStream original;
        private byte[] line = new byte[0];
        private int position;

        Input(InputStream original) {
            this.original = original;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            CellScope scope = Scopes.find(Thread.currentThread());
            if (scope == null) {
                return original.read(bytes, offset, length);
            }
            return length == 0 ? 0 : readLine(scope, bytes, offset, length);
        }

        private synchronized int readLine(CellScope scope, byte[] bytes, int offset, int length) throws IOException {
            if (position == line.length) {
                line = (ask(scope) + "\n").getBytes(StandardCharsets.UTF_8);
                position = 0;
            }
            int count = Math.min(length, line.length - position);
            System.arraycopy(line, position, bytes, offset, count);
            position += count;
            return count;
        }

        /** A scanner takes an exception of input for the end of it, and would hide what it says. */
        private static String ask(CellScope scope) throws IOException {
            try {
                return scope.output().readLine("", false);
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                boolean isHidden = StackWalker.getInstance()
                        .walk(frames ->
                                frames.anyMatch(frame -> frame.getClassName().equals("java.util.Scanner")));
                if (isHidden) {
                    throw new IllegalStateException(e.getMessage());
                }
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for input");
            }
        }

        @Override
        public synchronized int available() throws IOException {
            return Scopes.find(Thread.currentThread()) == null ? original.available() : line.length - position;
        }
    }
}
