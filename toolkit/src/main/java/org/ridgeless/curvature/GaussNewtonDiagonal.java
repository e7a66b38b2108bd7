package org.ridgeless.curvature;

import java.util.List;
import org.ridgeless.curvature.LayerSignals.Signals;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.Products;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;

/**
 * The diagonal of the Gauss–Newton matrix of a dense network, exactly: for the weight from unit a to unit b of a layer the mean
 * over the samples of \(\tilde x_{ia}^2\sum_{jl}[A_i]_{jl}\delta_{ijb}\delta_{ilb}\), with the letters of {@link KroneckerFactors}.
 * Reference: F. Dangel, F. Kunstner, P. Hennig, <i>BackPACK: Packing more into backprop</i>, ICLR 2020, section 2.3.
 */
public final class GaussNewtonDiagonal {
    private GaussNewtonDiagonal() {}

    /**
     * At the network's parameters.
     *
     * @param net of dense layers, with layers without parameters between them
     * @param data n samples of the shape of the network
     * @param loss ℓ, defined for the targets
     * @return one number for each parameter; a forward and C reverse passes
     * @throws IllegalArgumentException if network, data and loss do not fit, or another layer has parameters, with that layer
     */
    public static double[] of(Net net, Data data, Loss loss) {
        Risk.requireFit(net, data);
        loss.require(data.targets(), net.outputs());
        LayerSignals signals = LayerSignals.of(net, data);
        double[] diagonal = new double[net.parameterCount()];
        for (Signals layer : signals.ofOutputs()) {
            double[] part = part(layer, signals.weighted(layer, loss, data.flatTargets()));
            System.arraycopy(part, 0, diagonal, layer.offset(), part.length);
        }
        return diagonal;
    }

    private static double[] part(Signals layer, List<double[]> weighted) {
        int n = layer.inputs().length / layer.rows();
        double[] squares = Vectors.map(layer.inputs(), x -> x * x / n);
        double[] sums = new double[n * layer.columns()];
        for (int j = 0; j < weighted.size(); j++) {
            double[] delta = layer.deltas().get(j);
            for (int k = 0; k < sums.length; k++) {
                sums[k] += weighted.get(j)[k] * delta[k];
            }
        }
        return Products.transposeLeft(squares, sums, layer.rows(), n, layer.columns());
    }
}
