package org.ridgeless.sweeps.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Joins the stores of the shards of a study into one. */
public final class Merge {
    private final List<Contents> sources;
    private final List<String> missing;

    private Merge(List<Contents> sources, List<String> missing) {
        this.sources = sources;
        this.missing = missing;
    }

    /**
     * Looks at folders, each of which is a store, or holds those of shards.
     *
     * @param folders at least one store in all
     * @return what is to be joined
     * @throws StoreException if there is no store, or if not all are of the same study, with the difference
     */
    public static Merge of(List<Path> folders) {
        List<Contents> sources = new ArrayList<>();
        Map<Integer, TreeSet<Integer>> shards = new TreeMap<>();
        for (Path folder : folders) {
            for (Path store : stores(folder)) {
                sources.add(Contents.of(store));
                Matcher shard = Shard.FOLDER.matcher(String.valueOf(store.getFileName()));
                if (shard.matches()) {
                    shards.computeIfAbsent(Integer.valueOf(shard.group(2)), n -> new TreeSet<>())
                            .add(Integer.valueOf(shard.group(1)));
                }
            }
        }
        if (sources.isEmpty()) {
            throw new StoreException("there is no store in "
                    + folders.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
        for (Contents source : sources) {
            List<String> differences = sources.get(0).manifest().differences(source.manifest());
            if (!differences.isEmpty()) {
                throw new StoreException(source.folder() + " is of another run than "
                        + sources.get(0).folder() + " (here called the store): " + String.join("; ", differences));
            }
        }
        return new Merge(sources, missing(shards));
    }

    /** The shards that have no folder, such as {@code shard 3 of 8}; where the numbers of parts differ, of each. */
    public List<String> missing() {
        return missing;
    }

    /**
     * Writes the cells of all into one store, which may be one of them or hold their folders.
     *
     * @param folder of the joined store, which is made if it is not there
     * @return what it holds then
     * @throws StoreException if two stores have different values of one cell, or it cannot be written
     */
    public Contents into(Path folder) {
        try (Store store = Store.open(folder, sources.get(0).recipe())) {
            for (Contents source : sources) {
                store.takeOver(source);
            }
            return store.contents();
        } catch (IOException e) {
            throw new StoreException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private static List<String> missing(Map<Integer, TreeSet<Integer>> shards) {
        return shards.entrySet().stream()
                .flatMap(entry -> IntStream.rangeClosed(1, entry.getKey())
                        .filter(i -> !entry.getValue().contains(i))
                        .mapToObj(i -> "shard " + i + " of " + entry.getKey()))
                .toList();
    }

    private static List<Path> stores(Path folder) {
        List<Path> stores = new ArrayList<>();
        if (Files.exists(folder.resolve(Store.MANIFEST))) {
            stores.add(folder);
        }
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder, "shard-*-of-*")) {
            TreeSet<Path> sorted = new TreeSet<>();
            inside.forEach(sorted::add);
            sorted.stream()
                    .filter(shard -> Files.exists(shard.resolve(Store.MANIFEST)))
                    .forEach(stores::add);
        } catch (IOException e) {
            throw new StoreException("cannot read the folder " + folder + ": " + e.getMessage(), e);
        }
        return stores;
    }
}
