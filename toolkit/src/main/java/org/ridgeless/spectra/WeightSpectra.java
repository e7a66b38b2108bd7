package org.ridgeless.spectra;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.nets.Net;
import org.ridgeless.random.Seeds;
import org.ridgeless.tables.Results;

/**
 * The spectra of all weight matrices of a network, and a table over its layers.
 *
 * {@snippet file="SpectraTest.java" region="weight-spectra"}
 *
 * <p>Layers of any size count; what a layer has too few eigenvalues for (8 for the bulk, 6 for the tail) is NaN in the table.
 */
public final class WeightSpectra implements Displayable {
    private final List<WeightSpectrum> layers;

    private WeightSpectra(List<WeightSpectrum> layers) {
        this.layers = layers;
    }

    /**
     * All weight matrices of a network, W1 first.
     *
     * @param net of any layers with weight matrices
     * @return their spectra; O(r c min(r, c)) for each r × c matrix
     */
    public static WeightSpectra of(Net net) {
        List<WeightSpectrum> layers = new ArrayList<>();
        for (int k = 1; k <= net.depth(); k++) {
            layers.add(WeightSpectrum.of("W" + k, Matrix.of(net.weights(k))));
        }
        return new WeightSpectra(layers);
    }

    /**
     * Given matrices, for example read from a file; their names are W1, W2, …
     *
     * @param matrices at least one
     * @return their spectra
     * @throws IllegalArgumentException if there is none
     */
    public static WeightSpectra of(Matrix... matrices) {
        if (matrices.length == 0) {
            throw new IllegalArgumentException("a table over layers needs at least one matrix");
        }
        List<WeightSpectrum> layers = new ArrayList<>();
        for (int k = 0; k < matrices.length; k++) {
            layers.add(WeightSpectrum.of("W" + (k + 1), matrices[k]));
        }
        return new WeightSpectra(layers);
    }

    /** The spectra, W1 first. */
    public List<WeightSpectrum> layers() {
        return List.copyOf(layers);
    }

    /**
     * Layer k, from 1.
     *
     * @param k from 1
     * @return its spectrum
     * @throws IllegalArgumentException if there is no such layer
     */
    public WeightSpectrum layer(int k) {
        if (k < 1 || k > layers.size()) {
            throw new IllegalArgumentException("layers are numbered 1 to " + layers.size() + ", got " + k);
        }
        return layers.get(k - 1);
    }

    /** Shape, norms, stable rank, bulk and tail of each layer. */
    public Results table() {
        return Results.titled("Spectra of the weights")
                .texts("layer", layers.stream().map(WeightSpectrum::name).toArray(String[]::new))
                .numbers("rows", layers.stream().mapToInt(WeightSpectrum::rows).toArray())
                .numbers(
                        "columns",
                        layers.stream().mapToInt(WeightSpectrum::columns).toArray())
                .numbers("norm", column(WeightSpectrum::spectralNorm))
                .numbers("stable rank", column(WeightSpectrum::stableRank))
                .numbers("σ²", column(l -> l.fit().variance()))
                .numbers("bulk distance", column(l -> l.fit().distance()))
                .numbers("spikes", column(l -> l.fit().spikes().length))
                .numbers("spike share", column(l -> l.fit().spikeShare()))
                .numbers("α", column(l -> l.tail().alpha()))
                .numbers("α error", column(l -> l.tail().standardError()))
                .numbers("tail", column(l -> l.tail().count()))
                .numbers("tail distance", column(l -> l.tail().distance()));
    }

    /**
     * The table with the plausibility of each power law by so many samples.
     *
     * @param samples ≥ 1 for each layer
     * @param seed any number
     * @return the table with one column more; NaN where a layer has too few eigenvalues
     */
    public Results table(int samples, long seed) {
        return table().numbers(
                        "plausibility",
                        column(l ->
                                l.tail().plausibility(samples, Seeds.of(seed).child(l.name()))));
    }

    private double[] column(ToDoubleFunction<WeightSpectrum> value) {
        return layers.stream()
                .mapToDouble(layer -> {
                    try {
                        return value.applyAsDouble(layer);
                    } catch (IllegalArgumentException tooFew) {
                        return Double.NaN;
                    }
                })
                .toArray();
    }

    @Override
    public MimeBundle mime() {
        return table().mime();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
