package org.ridgeless.nets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.curvature.CurvatureMatrix;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.MaxMargin;
import org.ridgeless.nets.layers.Activations;
import org.ridgeless.nets.layers.Init;
import org.ridgeless.nets.layers.Shape;

/** What has no partial result ends with an exception soon after the thread is interrupted, which stays interrupted. */
class InterruptionTest {
    private static final Data DATA = Data.separable(12, 3).gap(0.3).seed(1);
    private static final Net DENSE = Nets.relu(3, 5, 1).seed(1);
    private static final Net COUPLED = Nets.on(Shape.vector(3))
            .dense(4, Activations.TANH)
            .batchNormalization(0.1)
            .dense(1, Activations.LINEAR)
            .net()
            .seed(1);
    private static final Net POOLED = Nets.on(Shape.sequence(1, 3))
            .activation(Activations.TANH)
            .dense(1, Activations.LINEAR)
            .net()
            .seed(1);

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    private static Arguments computation(String name, ThrowingCallable call) {
        return Arguments.of(name, call);
    }

    static Stream<Arguments> computations() {
        Risk dense = Risk.of(DENSE, DATA, Loss.SQUARE);
        Risk coupled = Risk.of(COUPLED, DATA, Loss.SQUARE);
        Risk columns = Risk.of(POOLED, DATA, Loss.SQUARE);
        // Singular values 1 and 0.9999 take thousands of steps of the power method.
        Net close = Nets.linear(2, 2).withParameters(1, 0, 0, 0.9999);
        double[] w = DENSE.parameters();
        double[] v = COUPLED.parameters();
        return Stream.of(
                computation("Hessian by units", () -> dense.hessian(w)),
                computation("Hessian by columns", () -> columns.hessian(POOLED.parameters())),
                computation("Jacobian", () -> dense.jacobian(w)),
                computation("kernel of samples that are coupled", () -> coupled.kernel(v)),
                computation("gradients of samples that are coupled", () -> coupled.sampleGradients(v)),
                computation(
                        "sharpness",
                        () -> Sharpness.of(DENSE, DATA, Loss.SQUARE).hessian()),
                computation("curvature matrix", () -> CurvatureMatrix.gaussNewton(dense, w)),
                computation("spectral norm", () -> close.norm(Norm.SPECTRAL_PRODUCT)),
                computation("orthogonal init", () -> DENSE.init(Init.ORTHOGONAL).parameters()),
                computation("largest margin", () -> MaxMargin.l2(DATA)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("computations")
    void interruptedComputationsEndAndLeaveTheThreadInterrupted(String name, ThrowingCallable call) throws Throwable {
        call.call();
        Thread.currentThread().interrupt();
        assertThatThrownBy(call).as(name).isInstanceOf(CancellationException.class);
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
