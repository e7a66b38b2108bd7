package org.ridgeless.sweeps.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a folder to one process; the operating system releases it when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StoreException if another process, or this one, has it already */
    static FolderLock take(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(folder, Files.readString(file).strip());
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(folder, "this process");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        byte[] owner = ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(owner));
        return new FolderLock(channel);
    }

    private static StoreException taken(Path folder, String owner) {
        return new StoreException("another run works on " + folder + " ("
                + (owner.isEmpty() ? "another process" : owner) + "); wait until it has ended, or take another folder");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
