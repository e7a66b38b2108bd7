package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Npy;
import org.ridgeless.data.NpyArray;
import org.ridgeless.howto.Bottleneck;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Layer;

class NetFileTest {
    @TempDir
    private Path folder;

    /** All kinds of layers with all activations, several hundred of them. */
    @Test
    void everyLayerComesBackBitByBit() {
        int count = 0;
        for (long seed = 0; seed < 6; seed++) {
            for (Layer layer : LayerCases.layers(seed)) {
                Net net = LayerCases.net(layer, layer.inputs(), 2).seed(seed);
                if (layer instanceof Bottleneck) {
                    // Code of one's own is in no file; the message says what is left to do.
                    assertThatThrownBy(() -> net.save(folder.resolve("own.npz")))
                            .hasMessageContaining("Npy.save");
                    continue;
                }
                Net back = Net.load(net.save(folder.resolve("net.npz")));
                assertThat(back.toString()).isEqualTo(net.toString());
                assertThat(back.parameters()).isEqualTo(net.parameters());
                double[] x = new Random(seed).doubles(3L * net.inputs()).toArray();
                assertThat(back.outputs(x, 3)).isEqualTo(net.outputs(x, 3));
                count++;
            }
        }
        assertThat(count).isGreaterThan(50);
        Net polynomial = Nets.of(Activations.polynomial(0.5, 0, 1.0 / 3), 3, 4, 1)
                .biased()
                .seed(1);
        assertThat(Net.load(polynomial.save(folder.resolve("p.npz").toString())).apply(1, 2, 3))
                .isEqualTo(polynomial.apply(1, 2, 3));
    }

    @Test
    void numPySeesAnArrayForEachBlockWithARowForEachOutput() {
        Net net = Nets.relu(3, 4, 2).biased().seed(5);
        Map<String, NpyArray> arrays = Npy.readAll(net.save(folder.resolve("net.npz")));
        assertThat(arrays).containsOnlyKeys("W1", "b1", "W2", "b2");
        assertThat(arrays.get("W1").rows()).isDeepEqualTo(net.weights(1));
        assertThat(arrays.get("b1").shape()).containsExactly(4);
    }

    /** Names, shapes and order as in torch.nn.Sequential(Linear(3, 2), ReLU(), Linear(2, 1)); the output by hand. */
    @Test
    void aNetworkTrainedInPyTorchComesIn() {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("0.weight", NpyArray.of(new double[][] {{1, 2, 3}, {-1, 0, 1}}));
        arrays.put("0.bias", NpyArray.of(0.5, -1));
        arrays.put("2.weight", NpyArray.of(new double[][] {{2, -3}}));
        arrays.put("2.bias", NpyArray.of(0.25));
        String file = Npy.saveAll(folder.resolve("torch.npz"), arrays).toString();
        Net net = Nets.relu(3, 2, 1).biased().withParametersOf(file);
        // Hidden units relu(1 + 2 · 2 + 3 · 4 + ½) = 17.5 and relu(−1 + 4 − 1) = 2.
        assertThat(net.apply(1, 2, 4)[0]).isCloseTo(2 * 17.5 - 3 * 2 + 0.25, within(1e-14));
        assertThatThrownBy(() -> Nets.relu(3, 5, 1).biased().withParametersOf(file))
                .hasMessageContaining("0.weight of shape [2, 3] where W1 takes [5, 3]");
        assertThatThrownBy(() -> Nets.relu(3, 2, 1).withParametersOf(file))
                .hasMessageContaining("4 arrays for 2 blocks")
                .hasMessageContaining("2.bias [1]");
        assertThatThrownBy(() -> Net.load(file)).hasMessageContaining("withParametersOf");
    }

    @Test
    void whatDoesNotFitIsRefused() throws IOException {
        Net net = Nets.relu(3, 4, 1).seed(1);
        Path file = net.save(folder.resolve("net.npz"));
        String json = Npy.text(file, "ridgeless.json");
        Map<String, NpyArray> arrays = Npy.readAll(file);
        refuses(arrays, json.replace("\"version\":1", "\"version\":2"), "version 2, this program reads version 1");
        refuses(arrays, json.replace("\"Dense\"", "\"Runtime\""), "no layer called \"Runtime\"");
        refuses(arrays, json.replace("\"Dense\"", "\"../Dense\""), "no layer called");
        refuses(arrays, json.replace("\"outputs\":4", "\"outputs\":-4"), "at least 1");
        refuses(arrays, json.replace("\"hasBias\":false", "\"bias\":false"), "no \"hasBias\"");
        refuses(arrays, json.replace("dense 3→4", "dense 3→5"), "it describes");
        refuses(arrays, json.substring(0, 30), "cannot be read");
        arrays.put("W1", NpyArray.of(new double[5][3]));
        refuses(arrays, json, "W1 of shape [5, 3] where W1 takes [4, 3]");
        Net own = Nets.of(Activations.of("own", z -> z.tanh()), 3, 4, 1);
        assertThatThrownBy(() -> own.save(folder.resolve("own.npz"))).hasMessageContaining("activation own is code");
        assertThat(Files.exists(folder.resolve("own.npz"))).isFalse();
    }

    private void refuses(Map<String, NpyArray> arrays, String json, String message) {
        Path file = Npy.saveAll(folder.resolve("bad.npz"), arrays, Map.of("ridgeless.json", json));
        assertThatThrownBy(() -> Net.load(file)).hasMessageContaining("bad.npz").hasMessageContaining(message);
    }
}
