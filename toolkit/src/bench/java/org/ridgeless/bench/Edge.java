package org.ridgeless.bench;

import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.linalg.dense.DenseKernels;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Risk;

/** Runs at the edge of stability: full-batch descent of tanh networks from several seeds, with the sharpness every hundred steps. */
final class Edge {
    /** 2/η is 5; the sharpness starts at 4.1 to 4.4 and would rise to 7. */
    private static final double RATE = 0.4;

    private static final int PARTS = 2;
    private static final int STEPS = 100;
    private static final int POWERS = 20;
    private static final DenseKernels KERNELS = DenseKernels.plain();
    private static double sink;

    private Edge() {}

    /** So many seeds, in one thread. */
    static Runnable sweep(Data data, int seeds) {
        return () -> {
            for (int seed = 0; seed < seeds; seed++) {
                Net net = Nets.tanh(20, 64, 64, 1).seed(seed);
                for (int part = 0; part < PARTS; part++) {
                    net = Descent.of(net, data)
                            .loss(Loss.SQUARE)
                            .rate(RATE)
                            .run(STEPS)
                            .net();
                    sink += sharpness(net, data);
                }
            }
        };
    }

    /** By power iteration. */
    private static double sharpness(Net net, Data data) {
        Risk risk = Risk.of(net, data, Loss.SQUARE);
        double[] w = net.parameters();
        double[] v = net.seed(1).parameters();
        double norm = norm(v);
        risk.linearize(w);
        for (int i = 0; i < POWERS; i++) {
            for (int j = 0; j < v.length; j++) {
                v[j] /= norm;
            }
            double[] image = new double[v.length];
            risk.hessianProductAt(w, v, image);
            v = image;
            norm = norm(v);
        }
        return norm;
    }

    private static double norm(double[] v) {
        return Math.sqrt(KERNELS.dot(v.length, v, 0, v, 0));
    }
}
