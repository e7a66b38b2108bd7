package org.ridgeless.dynamics;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.ridgeless.ChildJvm;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.ode.DormandPrince;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Blueprint;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.engine.Engine;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Shape;
import org.ridgeless.nets.layers.WeightNormalized;
import org.ridgeless.nets.layers.Window;

/**
 * A step puts nothing on the heap, once the first steps have made their buffers: so long runs give the collector no work and
 * replicas on several threads do not wait for it. Mostly with the plain kernels, for the vectors of others are objects until compiled.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class AllocationTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int STEPS = 1_000;
    private static final int MOST_ROUNDS = 400;

    private static final Data LINE = Data.separable(24, 12).gap(0.3).seed(1);

    @TestFactory
    Stream<DynamicTest> noLayerAllocatesInAStep() {
        Window window = Window.line(3);
        Map<String, Blueprint> nets = new LinkedHashMap<>();
        Blueprint sequence = Nets.on(Shape.sequence(1, 12));
        Blueprint dense = sequence.dense(5, Activations.TANH);
        nets.put("dense", dense);
        nets.put("convolution", sequence.convolution(3, window, Activations.RELU));
        nets.put("locally connected", sequence.locallyConnected(2, window, Activations.SOFTPLUS));
        nets.put(
                "average pool",
                sequence.convolution(2, window, Activations.RELU).averagePool(Window.line(2)));
        nets.put(
                "maximum pool",
                sequence.convolution(2, window, Activations.RELU).maximumPool(Window.line(2)));
        nets.put("low rank", sequence.lowRank(6, 2, Activations.GELU));
        nets.put("recurrent", dense.recurrent(3, Activations.ERF));
        nets.put("batch normalization", dense.batchNormalization(0.1).gain());
        nets.put("layer normalization", dense.layerNormalization(0.1).gain());
        nets.put("dropout", dense.dropout(0.3));
        nets.put("residual", dense.residual(branch -> branch.dense(5, Activations.SINE)));
        nets.put("weight normalization", dense.weightNormalized(WeightNormalized.Per.UNIT));
        return nets.entrySet().stream()
                .map(e -> dynamicTest(
                        e.getKey(),
                        () -> assertAllocatesNothing(descent(
                                e.getValue().dense(1, Activations.LINEAR).net().seed(3)))));
    }

    @TestFactory
    Stream<DynamicTest> noMethodAllocatesInAStep() {
        Descent plain = descent(Nets.relu(12, 7, 7, 1).seed(2));
        Map<String, Descent> methods = new LinkedHashMap<>();
        methods.put("batches with replacement", plain.batch(5));
        methods.put("epochs", plain.epochs(5));
        methods.put("loss-scaled", plain.loss(Loss.EXPONENTIAL).lossScaled());
        methods.put("square loss", plain.loss(Loss.SQUARE));
        methods.put("hinge loss", plain.loss(Loss.HINGE));
        methods.put("heavy ball", plain.optimizer(Optimizer.heavyBall(0.9)));
        methods.put("Nesterov", plain.optimizer(Optimizer.nesterov(0.9)));
        methods.put("Adam", plain.optimizer(Optimizer.adam()));
        methods.put("AdamW", plain.optimizer(Optimizer.adamW(0.01)));
        methods.put("sign", plain.optimizer(Optimizer.sign()));
        methods.put("normalized", plain.optimizer(Optimizer.normalized()));
        methods.put("normalized blocks", plain.optimizer(Optimizer.normalizedBlocks()));
        methods.put("Halpern", plain.optimizer(Optimizer.halpern()));
        methods.put("decay", plain.decay(0.01));
        methods.put("clipping", plain.clip(0.1));
        methods.put("Langevin", plain.temperature(1e-4));
        methods.put("label noise", plain.loss(Loss.SQUARE).labelNoise(0.1));
        methods.put("label flips", plain.labelFlips(0.1));
        methods.put("biased", descent(Nets.relu(12, 7, 7, 1).biased().seed(2)));
        methods.put("smoothed hinge", plain.loss(Loss.smoothedHinge(0.5)));
        methods.put(
                "cross-entropy", classes(Nets.tanh(12, 7, 3).biased().seed(2).on(Engine.PLAIN)));
        methods.put("warm-up and cosine", plain.schedule(Schedule.warmUp(50).then(50, Schedule.cosine(1_000_000))));
        methods.put("power", plain.schedule(Schedule.power(0.75, 10)));
        methods.put("drops", plain.schedule(Schedule.drops(0.5, 10, 1_000)));
        methods.put("Adam without epsilon", plain.optimizer(Optimizer.adam(0.9, 0.99, 0)));
        return methods.entrySet().stream()
                .map(e -> dynamicTest(e.getKey(), () -> assertAllocatesNothing(e.getValue())));
    }

    /** In a Java of its own each: the compiler removes vectors only where it has not seen the same code with other kernels. */
    @TestFactory
    Stream<DynamicTest> noStepOfTheEngineOfThisMachineAllocatesOnceItIsCompiled() {
        return onTheMachine().keySet().stream()
                .map(name -> dynamicTest(
                        name,
                        () -> ChildJvm.with("--add-modules", "jdk.incubator.vector")
                                .run(OnTheMachine.class, name)));
    }

    /** What the other process does. */
    static final class OnTheMachine {
        private OnTheMachine() {}

        public static void main(String[] args) {
            assertAllocatesNothing(onTheMachine().get(args[0]));
        }
    }

    private static Map<String, Descent> onTheMachine() {
        Net rectified = Nets.relu(12, 33, 17, 1).seed(2);
        Descent plain = Descent.of(rectified, LINE).loss(Loss.LOGISTIC).rate(1e-3);
        Map<String, Descent> descents = new LinkedHashMap<>();
        descents.put("rectifiers", plain);
        descents.put(
                "biased",
                Descent.of(rectified.biased(), LINE).loss(Loss.LOGISTIC).rate(1e-3));
        descents.put("smoothed hinge", plain.loss(Loss.smoothedHinge(0.5)));
        descents.put(
                "batches and Adam with a schedule",
                plain.batch(9).optimizer(Optimizer.adam()).schedule(Schedule.cosine(1_000_000)));
        descents.put("cross-entropy", classes(Nets.tanh(12, 19, 3).biased().seed(2)));
        descents.put("loss-scaled", plain.loss(Loss.EXPONENTIAL).lossScaled());
        descents.put("Muon", plain.optimizer(Optimizer.muon(0.9)));
        return descents;
    }

    @TestFactory
    Stream<DynamicTest> noStepOfAFlowAllocates() {
        Net linear = Nets.linear(12, 7, 5, 1).seed(2);
        return Stream.concat(
                Stream.of(Geometry.values())
                        .map(geometry -> dynamicTest(
                                geometry.toString(),
                                () -> assertAllocatesNothing(flow(linear.on(Engine.PLAIN), geometry)))),
                Stream.of(dynamicTest(
                        "biased",
                        () -> assertAllocatesNothing(
                                flow(Nets.tanh(12, 7, 1).biased().seed(2).on(Engine.PLAIN), Geometry.FREE)))));
    }

    private static Runnable flow(Net net, Geometry geometry) {
        Plan plan = Plan.of(net, LINE).withLoss(Loss.LOGISTIC);
        FlowField field = new FlowField(plan, geometry, false);
        DormandPrince solver = DormandPrince.of(field, field.dimension(), 1e-6, 1e-6);
        solver.start(0, field.start(net.parameters()));
        return () -> {
            if (!solver.step(Double.MAX_VALUE)) {
                throw new AssertionError("no step after " + solver.time());
            }
        };
    }

    private static Descent classes(Net net) {
        int[] labels = new int[24];
        Arrays.setAll(labels, i -> i % 3);
        return Descent.of(net, Data.classes(LINE.inputs(), labels))
                .loss(Loss.CROSS_ENTROPY)
                .rate(1e-3);
    }

    private static Descent descent(Net net) {
        return Descent.of(net.on(Engine.PLAIN), LINE).loss(Loss.LOGISTIC).rate(1e-3);
    }

    private static void assertAllocatesNothing(Descent descent) {
        Stepper stepper = Simulation.stepper(descent.plan());
        double[] w = descent.plan().net().parameters();
        assertAllocatesNothing(() -> {
            if (!stepper.step(w)) {
                throw new AssertionError("diverged");
            }
        });
    }

    /**
     * Libraries make small objects that vanish when the code is compiled, which a busy machine takes its time for: some round
     * must be free of any.
     */
    private static void assertAllocatesNothing(Runnable step) {
        long least = Long.MAX_VALUE;
        for (int round = 0; least >= STEPS; round++) {
            if (round == MOST_ROUNDS) {
                throw new AssertionError(least / STEPS + " bytes a step after " + MOST_ROUNDS * STEPS + " steps");
            }
            long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < STEPS; i++) {
                step.run();
            }
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
    }
}
