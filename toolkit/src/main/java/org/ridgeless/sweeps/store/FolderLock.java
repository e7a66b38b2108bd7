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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a folder to one process; the operating system releases it when the process ends, however it ends. */
final class FolderLock implements AutoCloseable {
    /**
     * The folders that this process has. They are looked up here before the lock file is opened: on Unix, closing any channel of a file
     * releases all locks that the process has on it.
     */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final FileChannel channel;
    private final Path folder;

    private FolderLock(FileChannel channel, Path folder) {
        this.channel = channel;
        this.folder = folder;
    }

    /** @throws StoreException if another process, or this one, has it already */
    static FolderLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!TAKEN.add(real)) {
            throw taken(folder, "this process");
        }
        try {
            return new FolderLock(locked(folder), real);
        } catch (IOException | RuntimeException e) {
            TAKEN.remove(real);
            throw e;
        }
    }

    private static FileChannel locked(Path folder) throws IOException {
        Path file = folder.resolve("lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw taken(folder, Files.readString(file).strip());
            }
            byte[] owner = ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(owner));
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(folder, "this process");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StoreException taken(Path folder, String owner) {
        return new StoreException("another run works on " + folder + " ("
                + (owner.isEmpty() ? "another process" : owner) + "); wait until it has ended, or take another folder");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            TAKEN.remove(folder);
        }
    }
}
