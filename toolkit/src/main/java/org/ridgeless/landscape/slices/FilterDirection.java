package org.ridgeless.landscape.slices;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.layers.Block;
import org.ridgeless.random.Seeds;

/** A random direction whose filters, the columns of the weight matrices, are as long as those of a network. */
final class FilterDirection {
    private FilterDirection() {}

    static double[] of(Net net, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.stream());
        double[] w = net.parameters();
        double[] direction = new double[w.length];
        for (Block whole : net.architecture().weights()) {
            for (Block block : whole.each()) {
                for (int column = 0; column < block.columns(); column++) {
                    double[] drawn = normal.samples(block.rows()).toArray();
                    double[] filter = new double[block.rows()];
                    for (int row = 0; row < block.rows(); row++) {
                        filter[row] = w[place(block, row, column)];
                    }
                    double factor = Vectors.norm(filter) / Vectors.norm(drawn);
                    for (int row = 0; row < block.rows(); row++) {
                        direction[place(block, row, column)] = factor * drawn[row];
                    }
                }
            }
        }
        return direction;
    }

    private static int place(Block block, int row, int column) {
        return block.offset() + row * block.columns() + column;
    }
}
