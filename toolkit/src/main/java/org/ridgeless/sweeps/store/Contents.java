package org.ridgeless.sweeps.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;

/** What a store holds: of which study it is, and its finished cells. Reading it changes nothing and needs no lock. */
public final class Contents {
    private final Path folder;
    private final Manifest manifest;
    private final List<Environment> environments = new ArrayList<>();
    private final Map<CellKey, StoredCell> cells = new LinkedHashMap<>();

    Contents(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /**
     * Reads a store, whether or not a run works on it.
     *
     * @param folder of the store
     * @return what it holds by now
     * @throws StoreException if there is none, or if it is damaged
     */
    public static Contents of(Path folder) {
        Path manifest = folder.resolve(Store.MANIFEST);
        if (!Files.exists(manifest)) {
            throw new StoreException("there is no store in " + folder + "; it would have a file " + Store.MANIFEST);
        }
        try {
            Contents contents = new Contents(folder, Manifest.read(manifest).requireFormat(folder));
            Path log = folder.resolve(Store.LOG);
            if (Files.exists(log)) {
                RecordLog.read(Files.readAllBytes(log), log.toString(), contents::take);
            }
            return contents;
        } catch (IOException e) {
            throw new StoreException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    /** How to make the study again. */
    public Recipe recipe() {
        return manifest.recipe();
    }

    /** The names of the finished cells, in the order in which they were finished. */
    public Collection<CellKey> keys() {
        return Collections.unmodifiableSet(cells.keySet());
    }

    /**
     * Whether a cell is there, finished or failed.
     *
     * @param key the name of the cell
     * @return whether its outcome is stored
     */
    public boolean has(CellKey key) {
        return cells.containsKey(key);
    }

    /**
     * The outcome of a finished cell.
     *
     * @param key the name of the cell
     * @param loader finds the classes of its value
     * @return value or problem
     * @throws IllegalArgumentException if there is no such cell
     * @throws StoreException if a class is missing or has changed
     */
    public Outcome outcome(CellKey key, ClassLoader loader) {
        StoredCell cell = required(key);
        try {
            return cell.outcome(loader);
        } catch (IllegalArgumentException e) {
            throw new StoreException("the cell " + key + " in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The outcome of a finished cell whose classes may not be here: records and enums are read as texts.
     *
     * @param key the name of the cell
     * @return value or problem, with texts in the place of records and enums
     * @throws IllegalArgumentException if there is no such cell
     */
    public Outcome outcomeWithoutClasses(CellKey key) {
        return required(key).outcomeWithoutClasses();
    }

    private StoredCell required(CellKey key) {
        StoredCell cell = cells.get(key);
        if (cell == null) {
            throw new IllegalArgumentException("the store in " + folder + " has no cell " + key);
        }
        return cell;
    }

    /**
     * A runner that computes nothing: it hands on what is stored, and names what is missing.
     *
     * @param missing takes the names of the cells that a study asks for and that are not here
     * @return the runner, which ends the study where it cannot go on without what is missing
     */
    public Runner asRunner(Consumer<CellKey> missing) {
        return job -> {
            int lacking = 0;
            for (int i = 0; i < job.size(); i++) {
                CellKey key = job.key(i);
                if (has(key)) {
                    job.finished(i, outcome(key, job.loader()));
                } else {
                    missing.accept(key);
                    lacking++;
                }
            }
            if (lacking > 0 && !job.goesOnInParts()) {
                throw new Shard.End();
            }
        };
    }

    Manifest manifest() {
        return manifest;
    }

    Path folder() {
        return folder;
    }

    List<Environment> environments() {
        return environments;
    }

    /** A finished cell; null if it is not there. */
    StoredCell cell(CellKey key) {
        return cells.get(key);
    }

    Collection<StoredCell> cells() {
        return cells.values();
    }

    /** Takes a record of the log. */
    void take(byte[] payload) {
        if (payload[0] == StoredCell.ENVIRONMENT) {
            environments.add(Environment.read(new String(payload, 1, payload.length - 1, StandardCharsets.UTF_8)));
        } else if (payload[0] == StoredCell.CELL) {
            put(StoredCell.read(payload));
        } else {
            throw new StoreException(folder + " holds records of a newer version; take another folder");
        }
    }

    /** The last outcome of a cell stands. */
    void put(StoredCell cell) {
        cells.put(cell.key(), cell);
    }
}
