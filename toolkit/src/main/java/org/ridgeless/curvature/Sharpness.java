package org.ridgeless.curvature;

import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.data.Data;
import org.ridgeless.linalg.TopEigenpair;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Risk;
import org.ridgeless.random.Seeds;

/**
 * Sharpness of the training loss at a network: the largest (signed) eigenvalue of the Hessian or of its Gauss–Newton part, and
 * the batch sharpness \( \mathbb E_B[g_B^\top H_B\, g_B/\|g_B\|^2] \).
 *
 * {@snippet file="CurvatureTest.java" region="sharpness"}
 */
public final class Sharpness {
    private final Net net;
    private final Data data;
    private final Loss loss;

    private Sharpness(Net net, Data data, Loss loss) {
        this.net = net;
        this.data = data;
        this.loss = loss;
    }

    /**
     * The sharpness of the mean loss over the data at the network.
     *
     * @param net whose parameters are the point
     * @param data n samples of the shape of the network
     * @param loss ℓ, defined for the targets
     * @return the sharpness, nothing of which is computed yet
     * @throws IllegalArgumentException if inputs or outputs of network and data differ
     */
    public static Sharpness of(Net net, Data data, Loss loss) {
        Risk.requireFit(net, data);
        return new Sharpness(net, data, loss);
    }

    /**
     * λ_max of the Hessian; NaN where the curvature is not finite.
     *
     * @throws ArithmeticException where Lanczos' method does not settle, with the lower bound it has come to
     */
    public double hessian() {
        return TopEigenpair.of(Curvature.of(net, data, loss).hessian()).value();
    }

    /** λ_max of the Gauss–Newton matrix; as {@link #hessian}. */
    public double gaussNewton() {
        return TopEigenpair.of(Curvature.of(net, data, loss).gaussNewton()).value();
    }

    /**
     * The mean of gᵀHg/‖g‖² over random batches of the given size, drawn with replacement.
     *
     * @param size samples of a batch, ≥ 1
     * @param draws batches, ≥ 1
     * @param seeds of the batches
     * @return the mean; NaN if a batch has the gradient 0
     * @throws IllegalArgumentException if a size or a number is below 1
     */
    public double batch(int size, int draws, Seeds seeds) {
        if (size < 1 || draws < 1) {
            throw new IllegalArgumentException(
                    "batch sharpness needs b ≥ 1 and at least one draw, got b = " + size + " and " + draws + " draws");
        }
        UniformRandomProvider random = seeds.stream();
        double[] w = net.parameters();
        double sum = 0;
        for (int draw = 0; draw < draws; draw++) {
            int[] rows = new int[size];
            for (int k = 0; k < size; k++) {
                rows[k] = random.nextInt(data.samples());
            }
            Risk risk = Risk.of(net, data.subset(rows), loss);
            double[] g = risk.gradient(w);
            double[] hg = risk.hessianProduct(w, g);
            sum += Vectors.dot(g, hg) / Vectors.squares(g);
        }
        return sum / draws;
    }
}
