package org.ridgeless.sweeps.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/** A file on a device with room for so many bytes; what does not fit is cut short, as it is by the operating system. */
final class FullDisk implements Disk {
    private final int room;
    private byte[] content;

    FullDisk(byte[] content, int room) {
        this.content = content.clone();
        this.room = room;
    }

    byte[] content() {
        return content.clone();
    }

    @Override
    public byte[] read() {
        return content.clone();
    }

    @Override
    public void append(byte[] bytes) throws IOException {
        int fits = Math.max(0, Math.min(bytes.length, room - content.length));
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(content);
        longer.write(bytes, 0, fits);
        content = longer.toByteArray();
        if (fits < bytes.length) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public void truncate(long length) {
        content = Arrays.copyOf(content, (int) length);
    }

    @Override
    public void sync() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        // Nothing to release.
    }
}
