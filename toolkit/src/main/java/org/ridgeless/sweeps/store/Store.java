package org.ridgeless.sweeps.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Job;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.PartOfJob;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;

/**
 * Finished cells of one study in a folder. Each is written as soon as it is finished and reaches the device at most a second
 * later; a run that ends in any way, be it by {@code kill -9} or by a full disk, goes on where it was when it is started again. One
 * process at a time works on a folder.
 *
 * <pre>{@code
 * try (Store store = Store.open(Path.of("runs/edge"), recipe)) {
 *     study.replay(store.around(Threads.all()));
 * }
 * }</pre>
 */
public final class Store implements AutoCloseable {
    static final String MANIFEST = "study.json";
    static final String LOG = "cells.log";
    static final String TABLE = "cells.csv";

    private final Contents contents;
    private final FolderLock lock;
    private final RecordLog log;
    private final Environment here;
    private boolean retrying;
    private int environment = -1;

    private Store(Contents contents, FolderLock lock, RecordLog log, Environment here) {
        this.contents = contents;
        this.lock = lock;
        this.log = log;
        this.here = here;
    }

    /**
     * Opens the store of a study, or begins one.
     *
     * @param folder is made if it is not there
     * @param recipe of the study
     * @return the store, to be closed
     * @throws StoreException if it holds another study, or this one with other options, another seed or of another version; if
     *     another run works on it; or if it cannot be written
     */
    public static Store open(Path folder, Recipe recipe) {
        return open(folder, recipe, file -> Disk.of(file));
    }

    /** How the log is opened. */
    interface Opening {
        Disk open(Path file) throws IOException;
    }

    static Store open(Path folder, Recipe recipe, Opening opening) {
        // Whoever is interrupted already gets a partial run, not a channel that is closed under its hands.
        boolean interrupted = Thread.interrupted();
        try {
            Files.createDirectories(folder);
            FolderLock lock = FolderLock.take(folder);
            try {
                return open(folder, Manifest.of(recipe), lock, opening);
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw new StoreException("no permission to write in " + folder + "; take a folder of your own", e);
        } catch (FileAlreadyExistsException e) {
            throw new StoreException(e.getMessage() + " is a file; cells are kept in a folder", e);
        } catch (IOException e) {
            throw new StoreException("cannot keep cells in " + folder + ": " + e.getMessage(), e);
        } finally {
            restore(interrupted);
        }
    }

    private static void restore(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Store open(Path folder, Manifest wanted, FolderLock lock, Opening opening) throws IOException {
        Path file = folder.resolve(MANIFEST);
        Path log = folder.resolve(LOG);
        if (!Files.exists(file)) {
            if (Files.exists(log)) {
                throw new StoreException(log + " is there without " + MANIFEST + "; take another folder");
            }
            wanted.write(file);
        }
        Manifest found = Manifest.read(file);
        List<String> differences = found.differences(wanted);
        if (!differences.isEmpty()) {
            throw new StoreException("the cells in " + folder + " are of another run: " + String.join("; ", differences)
                    + "; take another folder, or delete this one");
        }
        Contents contents = new Contents(folder, found);
        Disk disk = opening.open(log);
        try {
            return new Store(contents, lock, RecordLog.open(disk, log.toString(), contents::take), Environment.here());
        } catch (IOException | RuntimeException e) {
            disk.close();
            throw e;
        }
    }

    /** What is stored by now. */
    public Contents contents() {
        return contents;
    }

    /** Computes cells again that stopped with an error, instead of keeping their error. */
    public Store retryingFailed() {
        retrying = true;
        return this;
    }

    /** Where stored cells were computed on another JDK or processor than this one, in words; empty if nowhere. */
    public String warning() {
        return contents.environments().stream()
                .map(here::difference)
                .filter(difference -> !difference.isEmpty())
                .findFirst()
                .map(difference -> difference + "the last digits of cells may differ between them")
                .orElse("");
    }

    /**
     * A runner that computes only what is not stored, by means of another one, and stores it.
     *
     * @param inner computes what is not stored
     * @return the runner; stored cells are handed on first
     */
    public Runner around(Runner inner) {
        return job -> {
            Outcome[] stored = stored(job);
            for (int i = 0; i < stored.length; i++) {
                if (stored[i] != null) {
                    job.finished(i, stored[i]);
                }
            }
            int[] rest = IntStream.range(0, stored.length)
                    .filter(i -> stored[i] == null)
                    .toArray();
            if (rest.length > 0) {
                inner.run(new PartOfJob(job, rest, (outcome, index) -> put(job.key(index), outcome)));
            }
        };
    }

    private Outcome[] stored(Job job) {
        Outcome[] stored = new Outcome[job.size()];
        for (int i = 0; i < stored.length; i++) {
            CellKey key = job.key(i);
            if (contents.has(key)) {
                Outcome outcome = contents.outcome(key, job.loader());
                stored[i] = retrying && !outcome.hasValue() ? null : outcome;
            }
        }
        return stored;
    }

    /**
     * Stores a finished cell.
     *
     * @param key the name of the cell
     * @param outcome value or problem, both of which are stored
     * @throws StoreException if it cannot be written, for example because the disk is full
     */
    public void put(CellKey key, Outcome outcome) {
        byte[] bytes = outcome.bytes();
        synchronized (log) {
            try {
                if (environment < 0) {
                    begin();
                }
                StoredCell cell = new StoredCell(key, environment, bytes);
                if (log.append(cell.payload())) {
                    contents.put(cell);
                }
            } catch (IOException e) {
                throw new StoreException(
                        "cannot write to " + contents.folder() + ": " + e.getMessage() + ". "
                                + contents.cells().size()
                                + " cells are stored; make room and start again, and it goes on from there",
                        e);
            }
        }
    }

    /** Where the cells that follow are computed; written with the first of them. */
    private void begin() throws IOException {
        write(here);
        environment = contents.environments().size() - 1;
    }

    private void write(Environment where) throws IOException {
        byte[] json = where.json().getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[json.length + 1];
        payload[0] = StoredCell.ENVIRONMENT;
        System.arraycopy(json, 0, payload, 1, json.length);
        if (log.append(payload)) {
            contents.environments().add(where);
        }
    }

    /** Takes over the cells of another store of the same study that are not here, or have failed here and not there. */
    void takeOver(Contents other) throws IOException {
        int[] numbers = new int[other.environments().size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(other.environments().get(i));
        }
        for (StoredCell cell : other.cells()) {
            StoredCell mine = contents.cell(cell.key());
            if (mine == null || mine.failed() && !cell.failed()) {
                StoredCell copy = new StoredCell(cell.key(), numbers[cell.environment()], cell.bytes());
                log.append(copy.payload());
                contents.put(copy);
            } else if (!cell.failed() && !mine.hasValueOf(cell)) {
                throw new StoreException("the cell " + cell.key() + " has one outcome in " + contents.folder()
                        + " and another in " + other.folder() + "; it depends on something that has no name");
            }
        }
        environment = contents.environments().size() - 1;
    }

    /** The number of an environment in this store, where it is written if it is new. */
    private int number(Environment wanted) throws IOException {
        int found = contents.environments().indexOf(wanted);
        if (found < 0) {
            write(wanted);
            return contents.environments().size() - 1;
        }
        return found;
    }

    /**
     * Writes a text beside the cells, as a whole or not at all.
     *
     * @param name of the file
     * @param text what it holds, written as UTF-8
     * @throws StoreException if it cannot be written
     */
    public void write(String name, String text) {
        boolean interrupted = Thread.interrupted();
        Path file = contents.folder().resolve(name);
        Path beside = file.resolveSibling(name + ".new");
        try {
            try {
                Files.writeString(beside, text);
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new StoreException("cannot write " + file + ": " + e.getMessage() + "; the cells are stored", e);
        } finally {
            restore(interrupted);
        }
    }

    /** Leaves everything on the device, a table of the cells beside it, and lets others work on the folder. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try (lock;
                log) {
            if (environment >= 0) {
                write(TABLE, CellsTable.of(contents).csv());
            }
        } catch (IOException e) {
            throw new StoreException("cannot write to " + contents.folder() + ": " + e.getMessage(), e);
        } finally {
            restore(interrupted);
        }
    }
}
