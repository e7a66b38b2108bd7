package org.ridgeless.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Targets;
import org.ridgeless.random.Seeds;

/** The samples of each step: all of them or a random batch, with the noise of the labels drawn afresh. */
final class Batches {
    private final Sampling sampling;
    private final UniformRandomProvider stream;
    private final UniformRandomProvider noise;
    private final ZigguratSampler.NormalizedGaussian normal;
    private final Targets targets;
    private final double deviation;
    private final double flips;
    private final int n;
    private final int d;
    private final int c;
    private final int size;
    private final double[] x;
    private final double[] y;
    private final double[] batchX;
    private final double[] batchY;
    private final int[] order;
    private int next;

    Batches(Plan plan) {
        n = plan.data().samples();
        d = plan.net().inputs();
        c = plan.net().outputs();
        x = plan.data().flatInputs();
        y = plan.data().flatTargets();
        targets = plan.data().targets();
        deviation = plan.variant().labelNoise();
        flips = plan.variant().labelFlips();
        sampling = plan.sampling();
        size = sampling == null ? n : sampling.size();
        stream = Seeds.of(plan.seed()).child("batches").stream();
        noise = Seeds.of(plan.seed()).child("label noise").stream();
        normal = ZigguratSampler.NormalizedGaussian.of(noise);
        batchX = sampling == null ? x : new double[size * d];
        batchY = sampling == null && !noisy() ? y : new double[size * c];
        order = sampling == null ? new int[0] : PermutationSampler.natural(n);
        next = n;
    }

    private boolean noisy() {
        return deviation > 0 || flips > 0;
    }

    void draw() {
        if (sampling != null) {
            for (int i = 0; i < size; i++) {
                int row = sampling.withReplacement() ? stream.nextInt(n) : nextOfEpoch();
                System.arraycopy(x, row * d, batchX, i * d, d);
                System.arraycopy(y, row * c, batchY, i * c, c);
            }
        } else if (noisy()) {
            System.arraycopy(y, 0, batchY, 0, batchY.length);
        }
        if (deviation > 0) {
            for (int i = 0; i < batchY.length; i++) {
                batchY[i] += deviation * normal.sample();
            }
        }
        if (flips > 0) {
            for (int i = 0; i < size; i++) {
                if (noise.nextDouble() < flips) {
                    replaceLabel(i * c);
                }
            }
        }
    }

    private void replaceLabel(int start) {
        if (targets == Targets.BINARY) {
            batchY[start] = -batchY[start];
            return;
        }
        int old = 0;
        for (int j = 0; j < c; j++) {
            old = batchY[start + j] == 1 ? j : old;
            batchY[start + j] = 0;
        }
        int other = noise.nextInt(c - 1);
        batchY[start + (other < old ? other : other + 1)] = 1;
    }

    private int nextOfEpoch() {
        if (next == n) {
            PermutationSampler.shuffle(stream, order);
            next = 0;
        }
        return order[next++];
    }

    int size() {
        return size;
    }

    double[] x() {
        return batchX;
    }

    double[] y() {
        return batchY;
    }

    void save(DataOutput out) throws IOException {
        Saved.write(out, stream);
        Saved.write(out, noise);
        out.writeInt(next);
        for (int row : order) {
            out.writeInt(row);
        }
    }

    void load(DataInput in) throws IOException {
        Saved.read(in, stream);
        Saved.read(in, noise);
        next = in.readInt();
        for (int i = 0; i < order.length; i++) {
            order[i] = in.readInt();
        }
    }
}
