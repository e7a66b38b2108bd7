package org.ridgeless.sweeps.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.ridgeless.sweeps.cells.Recipe;

/** Of which study a store holds cells: what must be the same when it is opened again. */
record Manifest(int format, String toolkit, String maker, String study, Map<String, String> options, long seed) {
    static final int FORMAT = 1;
    /** What JShell puts before the name of a class that a cell of a notebook declares, with a number that changes. */
    private static final Pattern IN_A_CELL = Pattern.compile("^REPL\\.\\$JShell\\$\\w+\\$");

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    static Manifest of(Recipe recipe) {
        String study = IN_A_CELL.matcher(recipe.study()).replaceFirst("");
        return new Manifest(
                FORMAT, Environment.toolkitVersion(), recipe.maker(), study, recipe.options(), recipe.seed());
    }

    Recipe recipe() {
        return new Recipe(maker, study, options, seed);
    }

    static Manifest read(Path file) throws IOException {
        try {
            Manifest read = GSON.fromJson(Files.readString(file), Manifest.class);
            if (read == null || read.study == null || read.options == null || read.maker == null) {
                throw new StoreException(file + " does not say of which study it is; take another folder");
            }
            return read;
        } catch (JsonParseException e) {
            throw new StoreException(file + " cannot be read: " + e.getMessage() + "; take another folder", e);
        }
    }

    /** Writes it beside and moves it into place, so that it is there as a whole or not at all. */
    /** Itself, if this program knows how its cells are written. */
    Manifest requireFormat(Path folder) {
        if (format != FORMAT) {
            throw new StoreException(
                    "the cells in " + folder + " are of format " + format + ", this program reads format " + FORMAT);
        }
        return this;
    }

    void write(Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
            out.write(GSON.toJson(this).getBytes(StandardCharsets.UTF_8));
            out.getFD().sync();
        }
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** What differs, a line each: name, there, here. */
    List<String> differences(Manifest here) {
        List<String> lines = new ArrayList<>();
        compare(lines, "format", format, here.format);
        compare(lines, "study", study, here.study);
        compare(lines, "toolkit", toolkit, here.toolkit);
        compare(lines, "seed", seed, here.seed);
        Set<String> names = new LinkedHashSet<>(options.keySet());
        names.addAll(here.options.keySet());
        for (String name : names) {
            compare(lines, name, options.get(name), here.options.get(name));
        }
        return lines;
    }

    private static void compare(List<String> lines, String name, Object there, Object here) {
        if (!java.util.Objects.equals(there, here)) {
            lines.add(name + ": " + (there == null ? "not there" : there) + " in the store, "
                    + (here == null ? "not there" : here) + " now");
        }
    }
}
