package org.ridgeless.sweeps.jvms;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Recipe;

/** What parent and child say to each other: a byte for what it is, then texts, numbers and blocks of bytes with their lengths. */
final class Wire {
    /** Parent to child: the study. */
    static final byte RECIPE = 'R';
    /** Parent to child: the outcome of a cell of an earlier job. */
    static final byte KNOWN = 'K';
    /** Parent to child: compute this cell. */
    static final byte CELL = 'C';
    /** Child to parent: the study is made. */
    static final byte READY = 'Y';
    /** Child to parent: an outcome. */
    static final byte OUTCOME = 'O';
    /** Child to parent: neither the study nor the cell is there; with the reason. */
    static final byte REFUSED = 'X';

    private Wire() {}

    static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    static void write(DataOutputStream out, String text) throws IOException {
        write(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static void write(DataOutputStream out, CellKey key) throws IOException {
        write(out, key.group());
        write(out, key.item());
        out.writeInt(key.repetition());
    }

    static CellKey readKey(DataInputStream in) throws IOException {
        String group = readText(in);
        String item = readText(in);
        return new CellKey(group, item, in.readInt());
    }

    static void write(DataOutputStream out, Recipe recipe) throws IOException {
        write(out, recipe.maker());
        write(out, recipe.study());
        out.writeLong(recipe.seed());
        out.writeInt(recipe.options().size());
        for (Map.Entry<String, String> option : recipe.options().entrySet()) {
            write(out, option.getKey());
            write(out, option.getValue());
        }
    }

    static Recipe readRecipe(DataInputStream in) throws IOException {
        String maker = readText(in);
        String study = readText(in);
        long seed = in.readLong();
        Map<String, String> options = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            String name = readText(in);
            options.put(name, readText(in));
        }
        return new Recipe(maker, study, options, seed);
    }
}
