package org.ridgeless.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.GaussianMatrix;

/** Condition numbers of Gaussian 200 × d matrices, d = 10, 20, …, 400, 50 draws each: one sweep an operation, one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ConditionNumberSweep {
    private static final int ROWS = 200;
    private static final int WIDEST = 400;
    private static final int STEP = 10;
    private static final int TRIALS = 50;
    private static final int BATCH = 10;

    private final Seeds seeds = Seeds.of(7);

    /** Through the ends of the bidiagonal model, which has the law of the matrix. */
    @Benchmark
    public double bidiagonal() {
        double sum = 0;
        for (int d = STEP; d <= WIDEST; d += STEP) {
            GaussianMatrix ensemble = GaussianMatrix.of(ROWS, d);
            for (int from = 0; from < TRIALS; from += BATCH) {
                for (double[] ends : ensemble.fastEnds(seeds.child(d), from, BATCH)) {
                    sum += ends[0] / ends[1];
                }
            }
        }
        return sum;
    }

    /** Through decomposed matrices. */
    @Benchmark
    public double decomposed() {
        double sum = 0;
        for (int d = STEP; d <= WIDEST; d += STEP) {
            for (double[] ends : GaussianMatrix.of(ROWS, d).ends(seeds.child(d), 0, TRIALS)) {
                sum += ends[0] / ends[1];
            }
        }
        return sum;
    }
}
