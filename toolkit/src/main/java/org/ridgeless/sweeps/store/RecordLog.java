package org.ridgeless.sweeps.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Records one after the other at the end of a file: eight bytes that say what it is, then for each record its length, its CRC-32C and
 * its bytes. A record that was cut short by the death of a process or of the machine is dropped when the file is opened; one
 * that a full disk cuts short is taken back. Appended records reach the device at most a second later.
 */
final class RecordLog implements AutoCloseable {
    private static final byte[] MAGIC = {'R', 'i', 'd', 'g', 'c', 'e', 'l', '1'};
    private static final int HEADER = 2 * Integer.BYTES;
    private static final long SYNC_MILLIS = 1000;

    private final Disk disk;
    private final String name;
    private long end;
    private boolean dirty;
    private boolean closed;
    private IOException broken;

    private RecordLog(Disk disk, String name, long end) {
        this.disk = disk;
        this.name = name;
        this.end = end;
    }

    /**
     * Opens a log to be continued.
     *
     * @param name for messages
     * @param records takes the records that are there, in order
     * @throws StoreException if the file is no log, or is damaged elsewhere than at its end
     */
    static RecordLog open(Disk disk, String name, Consumer<byte[]> records) throws IOException {
        byte[] all = disk.read();
        long end = scan(all, name, records);
        if (end < all.length) {
            disk.truncate(end);
        }
        RecordLog log = new RecordLog(disk, name, end);
        if (end == 0) {
            log.write(MAGIC);
            log.sync();
        }
        Thread syncing = new Thread(log::syncEverySecond, "store-sync");
        syncing.setDaemon(true);
        syncing.start();
        return log;
    }

    /** The records of a log that is only read. */
    static void read(byte[] all, String name, Consumer<byte[]> records) {
        scan(all, name, records);
    }

    /**
     * Adds a record, as a whole or not at all.
     *
     * @return false if the log is closed, as it is for the last cells of an interrupted run
     * @throws IOException if it cannot be written, for example because the disk is full
     */
    synchronized boolean append(byte[] payload) throws IOException {
        if (closed) {
            return false;
        }
        if (broken != null) {
            throw broken;
        }
        CRC32C sum = new CRC32C();
        sum.update(payload);
        byte[] record = ByteBuffer.allocate(HEADER + payload.length)
                .putInt(payload.length)
                .putInt((int) sum.getValue())
                .put(payload)
                .array();
        write(record);
        return true;
    }

    @Override
    public synchronized void close() throws IOException {
        if (!closed) {
            closed = true;
            notifyAll();
            try (disk) {
                sync();
            }
            if (broken != null) {
                // What was appended last may not have reached the device.
                throw broken;
            }
        }
    }

    private void write(byte[] bytes) throws IOException {
        try {
            disk.append(bytes);
        } catch (IOException e) {
            takeBack(e);
            throw e;
        }
        end += bytes.length;
        dirty = true;
    }

    /** Leaves no half record; if that fails, too, nothing more may be written behind it. */
    private void takeBack(IOException cause) {
        try {
            disk.truncate(end);
        } catch (IOException e) {
            cause.addSuppressed(e);
            broken = cause;
        }
    }

    private void sync() throws IOException {
        if (dirty) {
            dirty = false;
            disk.sync();
        }
    }

    private synchronized void syncEverySecond() {
        try {
            while (!closed && broken == null) {
                wait(SYNC_MILLIS);
                if (!closed) {
                    sync();
                }
            }
        } catch (IOException e) {
            broken = e;
        } catch (InterruptedException e) {
            // Nobody interrupts it; close() writes what is left.
            Thread.currentThread().interrupt();
        }
    }

    /** Hands on the whole records and returns where they end. */
    private static long scan(byte[] all, String name, Consumer<byte[]> records) {
        int known = Math.min(all.length, MAGIC.length);
        if (!Arrays.equals(all, 0, known, MAGIC, 0, known)) {
            throw new StoreException(name + " holds no cells of this version; take another folder");
        }
        if (all.length < MAGIC.length) {
            return 0;
        }
        ByteBuffer in = ByteBuffer.wrap(all, MAGIC.length, all.length - MAGIC.length);
        while (in.hasRemaining()) {
            int start = in.position();
            byte[] payload = payload(in);
            if (payload == null) {
                requireLast(all, start, name);
                return start;
            }
            records.accept(payload);
        }
        return all.length;
    }

    /** The next record; null if it is not whole. */
    private static byte[] payload(ByteBuffer in) {
        if (in.remaining() < HEADER) {
            return null;
        }
        int length = in.getInt();
        int expected = in.getInt();
        if (length <= 0 || length > in.remaining()) {
            return null;
        }
        byte[] payload = new byte[length];
        in.get(payload);
        CRC32C sum = new CRC32C();
        sum.update(payload);
        return (int) sum.getValue() == expected ? payload : null;
    }

    /** A record cut short is the last one; if whole ones follow, something else has damaged the file. */
    private static void requireLast(byte[] all, int start, String name) {
        for (int place = start + 1; place + HEADER < all.length; place++) {
            ByteBuffer in = ByteBuffer.wrap(all, place, all.length - place);
            int length = in.getInt(place);
            if (length > 0 && length <= all.length - place - HEADER && payload(in) != null) {
                throw new StoreException(name + " is damaged at byte " + start + ", and whole records follow at byte "
                        + place + "; keep a copy and cut it there (truncate -s " + start
                        + "): the cells behind are computed again");
            }
        }
    }
}
