package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.data.Npy;
import org.ridgeless.data.NpyArray;
import org.ridgeless.howto.Bottleneck;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Layer;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.WeightNormalized;
import org.ridgeless.nets.layers.Window;

/** A file of a network is read as that network, or refused with its name. */
class NetFileDamageTest {
    private static final String ENTRY = "ridgeless.json";

    @TempDir
    private Path folder;

    private static Net small() {
        return Nets.on(Shape.sequence(2, 5))
                .convolution(3, Window.line(2).stride(2), Activations.leakyRelu(0.1))
                .weightNormalized(WeightNormalized.Per.UNIT)
                .gain()
                .dropout(0.25)
                .dense(6, Activations.TANH)
                .residual(branch -> branch.layerNormalization(0.5).dense(6, Activations.polynomial(0, 1, 0.5)))
                .dense(2, Activations.LINEAR)
                .net()
                .biased()
                .seed(3);
    }

    private static boolean isRefusal(Throwable error) {
        return (error instanceof IllegalArgumentException || error instanceof UncheckedIOException)
                && String.valueOf(error.getMessage()).contains("net.npz");
    }

    @Test
    void aFileThatIsCutOffAnywhereIsRefused() throws IOException {
        Path file = small().save(folder.resolve("net.npz"));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += length < 200 ? 1 : 7) {
            Files.write(file, Arrays.copyOf(whole, length));
            Throwable error = catchThrowable(() -> Net.load(file));
            assertThat(isRefusal(error))
                    .as("%s of %s bytes: %s", length, whole.length, error)
                    .isTrue();
        }
        Files.write(file, whole);
        assertThat(Net.load(file.toString()).parameters()).containsExactly(small().parameters());
    }

    private static final List<JsonElement> OTHERS = List.of(
            new JsonPrimitive("no such"),
            new JsonPrimitive(-7),
            new JsonPrimitive(1e99),
            new JsonPrimitive(true),
            new JsonArray(),
            new JsonObject());

    /** All places of a JSON text, each without what is there, or with something else in it. */
    private static List<String> mutants(JsonElement json) {
        List<String> mutants = new ArrayList<>();
        collect(json, json, mutants);
        return mutants;
    }

    private static void collect(JsonElement root, JsonElement here, List<String> mutants) {
        JsonElement other = OTHERS.get(mutants.size() % OTHERS.size());
        if (here.isJsonObject()) {
            JsonObject object = here.getAsJsonObject();
            for (String name : List.copyOf(object.keySet())) {
                JsonElement old = object.remove(name);
                mutants.add(root.toString());
                object.add(name, other);
                mutants.add(root.toString());
                object.add(name, old);
                collect(root, old, mutants);
            }
        } else if (here.isJsonArray()) {
            JsonArray array = here.getAsJsonArray();
            for (int i = 0; i < array.size(); i++) {
                JsonElement old = array.set(i, other);
                mutants.add(root.toString());
                array.set(i, old);
                collect(root, old, mutants);
            }
        }
    }

    /** Whatever a description says instead, it is another network of the same name and parameters, or refused; nothing else is thrown. */
    @Test
    void aDescriptionThatSaysSomethingElseIsRefused() {
        Path file = small().save(folder.resolve("net.npz"));
        JsonElement json = JsonParser.parseString(Npy.text(file, ENTRY));
        Map<String, NpyArray> arrays = Npy.readAll(file);
        int refused = 0;
        List<String> mutants = mutants(json);
        for (String mutant : mutants) {
            Npy.saveAll(file, arrays, Map.of(ENTRY, mutant));
            Net[] read = new Net[1];
            Throwable error = catchThrowable(() -> read[0] = Net.load(file));
            if (error == null) {
                assertThat(read[0].architecture())
                        .hasToString(small().architecture().toString());
                assertThat(read[0].parameters()).containsExactly(small().parameters());
            } else {
                assertThat(isRefusal(error)).as("%s: %s", error, mutant).isTrue();
                refused++;
            }
        }
        assertThat(mutants).hasSizeGreaterThan(150);
        assertThat(refused).isGreaterThan(mutants.size() * 3 / 4);
    }

    /** Arrays by name in any order, others beside them; by place only where names are of someone else. */
    @Test
    void arraysAreTakenByNameWhereTheyHaveOne() {
        Net net = Nets.tanh(3, 4, 2).biased().seed(1);
        Map<String, NpyArray> arrays = Npy.readAll(net.save(folder.resolve("net.npz")));
        Map<String, NpyArray> turned = new LinkedHashMap<>();
        turned.put("more", NpyArray.of(1, 2, 3));
        List<String> names = new ArrayList<>(arrays.keySet());
        for (int i = names.size() - 1; i >= 0; i--) {
            turned.put(names.get(i), arrays.get(names.get(i)));
        }
        String file = Npy.saveAll(folder.resolve("turned.npz"), turned).toString();
        assertThat(Nets.tanh(3, 4, 2).biased().withParametersOf(file).parameters())
                .containsExactly(net.parameters());
        turned.remove("W1");
        Npy.saveAll(folder.resolve("turned.npz"), turned);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> net.withParametersOf(file))
                .withMessageContaining("turned.npz does not fit the network")
                .withMessageContaining("b2 [2]");
    }

    /** The statistics of the data stand in the file with all their bits. */
    @Test
    void fixedStatisticsComeBack() {
        Net net = Nets.on(Shape.image(2, 3, 3))
                .batchNormalization(0)
                .convolution(2, Window.square(2), Activations.ERF)
                .batchNormalization(1e-3)
                .gain()
                .dense(1, Activations.LINEAR)
                .net()
                .seed(2);
        Data data = Data.randomLabels(11, 18).seed(5);
        Net fixed = net.withStatisticsOf(data);
        assertThat(fixed.architecture().couplesSamples()).isFalse();
        Net back = Net.load(fixed.save(folder.resolve("net.npz")));
        assertThat(back.outputs(data.flatInputs(), 11)).containsExactly(fixed.outputs(data.flatInputs(), 11));
        assertThat(back.apply(data.input(3))).containsExactly(fixed.apply(data.input(3)));
    }

    /** What is read can be written again, and is the same file. */
    @Test
    void savingIsStable() throws IOException {
        for (Layer layer : LayerCases.layers(41)) {
            if (layer instanceof Bottleneck) {
                continue;
            }
            Net net = LayerCases.net(layer, 3, 2).biased().seed(7);
            byte[] first = Files.readAllBytes(net.save(folder.resolve("a.npz")));
            byte[] second = Files.readAllBytes(Net.load(folder.resolve("a.npz")).save(folder.resolve("b.npz")));
            assertThat(second).isEqualTo(first);
        }
    }
}
