package org.ridgeless.sweeps.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/** A file that grows at its end. A seam for tests of disks that fill up. */
interface Disk extends Closeable {
    /** The whole content. */
    byte[] read() throws IOException;

    /** Adds bytes at the end; after an exception any number of them may be there. */
    void append(byte[] bytes) throws IOException;

    /** Cuts off what lies behind. */
    void truncate(long length) throws IOException;

    /** Returns when all bytes have reached the device. */
    void sync() throws IOException;

    /** A file, made if there is none. Not a channel: those are closed when a thread that writes is interrupted. */
    static Disk of(Path path) throws IOException {
        return new FileOnDisk(new RandomAccessFile(path.toFile(), "rw"));
    }

    /** A file of the operating system. */
    final class FileOnDisk implements Disk {
        private final RandomAccessFile file;

        private FileOnDisk(RandomAccessFile file) {
            this.file = file;
        }

        @Override
        public byte[] read() throws IOException {
            if (file.length() > Integer.MAX_VALUE - 8) {
                throw new IOException("the file has " + file.length() + " bytes, more than can be read at once");
            }
            byte[] all = new byte[(int) file.length()];
            file.seek(0);
            file.readFully(all);
            return all;
        }

        @Override
        public void append(byte[] bytes) throws IOException {
            file.seek(file.length());
            file.write(bytes);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.setLength(length);
        }

        @Override
        public void sync() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
