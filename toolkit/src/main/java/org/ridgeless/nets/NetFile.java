package org.ridgeless.nets;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ridgeless.data.Npy;
import org.ridgeless.data.NpyArray;
import org.ridgeless.nets.layers.Architecture;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.nets.layers.Description;

/** Networks in NumPy's .npz: an array for each block of parameters, and the description as JSON beside them. */
final class NetFile {
    private static final String ENTRY = "ridgeless.json";
    private static final int VERSION = 1;

    private NetFile() {}

    static Path save(Net net, Path file) {
        JsonObject json = new JsonObject();
        json.addProperty("version", VERSION);
        json.addProperty("description", net.architecture().toString());
        json.add("layers", Description.of(net.architecture()));
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        double[] w = net.parameters();
        for (Block block : net.architecture().blocks()) {
            arrays.put(block.name(), array(block, w));
        }
        return Npy.saveAll(file, arrays, Map.of(ENTRY, json.toString()));
    }

    static Net load(Path file) {
        String text = Npy.text(file, ENTRY);
        if (text == null) {
            throw new IllegalArgumentException(
                    file + " holds no network of Ridgeless; arrays from elsewhere are read by"
                            + " net.withParametersOf(file), where net is a network of the same layers");
        }
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            int version = json.get("version").getAsInt();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "it is of version " + version + ", this program reads version " + VERSION);
            }
            Architecture architecture = Description.read(json.get("layers"));
            String said = json.get("description").getAsString();
            if (!said.equals(architecture.toString())) {
                throw new IllegalArgumentException(
                        "it describes \"" + said + "\", but its layers are \"" + architecture + "\"");
            }
            Net net = Net.of(architecture);
            return net.withParameters(parameters(net, file));
        } catch (JsonParseException
                | IllegalStateException
                | NullPointerException
                | IllegalArgumentException
                | ArithmeticException
                | ClassCastException
                | UnsupportedOperationException e) {
            throw new IllegalArgumentException("the network in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static double[] parameters(Net net, Path file) {
        Map<String, NpyArray> arrays = Npy.readAll(file);
        List<Block> blocks = net.architecture().blocks();
        boolean named = blocks.stream().allMatch(block -> arrays.containsKey(block.name()));
        List<String> names = named ? blocks.stream().map(Block::name).toList() : new ArrayList<>(arrays.keySet());
        if (names.size() != blocks.size()) {
            throw new IllegalArgumentException(difference(
                    file, blocks, arrays, "has " + arrays.size() + " arrays for " + blocks.size() + " blocks"));
        }
        double[] w = new double[net.parameterCount()];
        for (int i = 0; i < names.size(); i++) {
            NpyArray array = arrays.get(names.get(i));
            if (!Arrays.equals(array.shape(), shape(blocks.get(i)))) {
                String what = "has " + names.get(i) + " of shape " + Arrays.toString(array.shape()) + " where "
                        + blocks.get(i).name() + " takes " + Arrays.toString(shape(blocks.get(i)));
                throw new IllegalArgumentException(difference(file, blocks, arrays, what));
            }
            fill(blocks.get(i), array.values(), w);
        }
        return w;
    }

    private static String difference(Path file, List<Block> blocks, Map<String, NpyArray> arrays, String what) {
        List<String> wanted = blocks.stream()
                .map(b -> b.name() + " " + Arrays.toString(shape(b)))
                .toList();
        List<String> found = arrays.entrySet().stream()
                .map(a -> a.getKey() + " " + Arrays.toString(a.getValue().shape()))
                .toList();
        return file + " does not fit the network: it " + what + ". The network has " + wanted + ", the file " + found
                + ".";
    }

    /** A weight matrix has a row for each output, a vector is one, and several matrices stand one after the other. */
    private static int[] shape(Block block) {
        if (block.role() != Block.Role.WEIGHT && block.rows() == 1 && block.matrices() == 1) {
            return new int[] {block.columns()};
        }
        return block.matrices() == 1
                ? new int[] {block.columns(), block.rows()}
                : new int[] {block.matrices(), block.columns(), block.rows()};
    }

    private static NpyArray array(Block block, double[] w) {
        double[] values = new double[block.size()];
        int place = 0;
        for (Block matrix : block.each()) {
            for (int j = 0; j < block.columns(); j++) {
                for (int i = 0; i < block.rows(); i++) {
                    values[place++] = w[matrix.offset() + i * block.columns() + j];
                }
            }
        }
        return new NpyArray(shape(block), values);
    }

    private static void fill(Block block, double[] values, double[] w) {
        int place = 0;
        for (Block matrix : block.each()) {
            for (int j = 0; j < block.columns(); j++) {
                for (int i = 0; i < block.rows(); i++) {
                    w[matrix.offset() + i * block.columns() + j] = values[place++];
                }
            }
        }
    }
}
