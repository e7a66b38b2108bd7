package org.ridgeless.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Geometry;
import org.ridgeless.dynamics.GradientFlow;
import org.ridgeless.dynamics.Run;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;

/** The flow of the exponential loss in ρ and V of one layer, 256 samples in dimension 20, until t = 1000. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class NormalizedFlow {
    private GradientFlow flow;

    /** The flow, with no probes. */
    @Setup
    public void prepare() {
        flow = GradientFlow.of(
                        Nets.linear(20, 1).seed(1),
                        Data.separable(256, 20).gap(0.3).seed(1))
                .loss(Loss.EXPONENTIAL)
                .in(Geometry.LAGRANGE)
                .at();
    }

    /** One run; it takes six right-hand sides for each of its steps. */
    @Benchmark
    public Run run() {
        return flow.run(1000);
    }
}
