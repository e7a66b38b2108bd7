package org.ridgeless.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Replicas;
import org.ridgeless.dynamics.Run;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;

/** A hundred steps of 64 replicas of 10 → 64 → 1 on 128 samples, on one thread and on two. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ReplicaRuns {
    private static final int REPLICAS = 64;
    private static final int STEPS = 100;

    @Param({"1", "2"})
    public int threads;

    private Replicas replicas;

    @Setup
    public void prepare() {
        Data data = Data.separable(128, 10).gap(0.3).seed(1);
        Descent[] descents = new Descent[REPLICAS];
        for (int r = 0; r < descents.length; r++) {
            descents[r] = Descent.of(Nets.relu(10, 64, 1).seed(r), data)
                    .loss(Loss.EXPONENTIAL)
                    .rate(1e-3);
        }
        replicas = Replicas.of(descents).threads(threads);
    }

    @Benchmark
    public Run[] run() {
        return replicas.run(STEPS);
    }
}
