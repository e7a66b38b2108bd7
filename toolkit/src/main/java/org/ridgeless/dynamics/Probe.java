package org.ridgeless.dynamics;

import java.util.Arrays;
import org.ridgeless.curvature.lanczos.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Norm;

/**
 * Something measured along a run: one number or several at each recorded time. Probes of the same name are the same probe, so
 * {@code run.plot(Probe.margin())} finds what {@code record(Probe.margin())} recorded.
 */
public final class Probe {
    /** What a user's own probe computes; it may throw. */
    public interface Measurement {
        /** The number at this moment. */
        double of(State state) throws Exception;
    }

    /** What a user's own probe of several numbers computes; it may throw. */
    public interface Row {
        /** The numbers at this moment. */
        double[] of(State state) throws Exception;
    }

    private final String name;
    private final String axis;
    private final Row row;

    private Probe(String name, String axis, Row row) {
        this.name = name;
        this.axis = axis;
        this.row = row;
    }

    private static Probe number(String name, String axis, Measurement measurement) {
        return new Probe(name, axis, state -> new double[] {measurement.of(state)});
    }

    /** The training loss. */
    public static Probe loss() {
        return number("loss", "training loss", State::lossValue);
    }

    /** The logarithm of the training loss, which does not underflow. */
    public static Probe logLoss() {
        return number("log loss", "log of the training loss", State::logLoss);
    }

    /** The smallest margin on the training data. */
    public static Probe margin() {
        return number("margin", "smallest margin", State::margin);
    }

    /** The smallest margin divided by a norm of the network. */
    public static Probe normalizedMargin(Norm norm) {
        return number(
                "margin / " + norm.label(),
                "smallest margin / " + norm.label(),
                state -> state.margin() / state.net().norm(norm));
    }

    /** The mean margin divided by a norm of the network: the area under the curve of sorted normalized margins. */
    public static Probe marginArea(Norm norm) {
        return number(
                "area / " + norm.label(),
                "mean margin / " + norm.label(),
                state -> Arrays.stream(state.margins()).average().orElseThrow()
                        / state.net().norm(norm));
    }

    /** ρ_k = ‖W_k‖_F for each layer. */
    public static Probe layerNorms() {
        return new Probe(
                "layer norms", "Frobenius norm of a layer", state -> state.net().layerNorms());
    }

    /** A norm of the whole network. */
    public static Probe norm(Norm norm) {
        return number(norm.label(), norm.label(), state -> state.net().norm(norm));
    }

    /** The fraction of training samples with margin ≤ 0. */
    public static Probe error() {
        return number("error", "training error", state -> errorOf(state.margins()));
    }

    /** The fraction of samples of another data set with margin ≤ 0. */
    public static Probe testError(Data test) {
        return number(
                "test error",
                "test error",
                state -> errorOf(Margins.of(state.net(), test).values()));
    }

    private static double errorOf(double[] margins) {
        return (double) Arrays.stream(margins).filter(m -> m <= 0).count() / margins.length;
    }

    /** The Euclidean norm of the gradient of the objective. */
    public static Probe gradientNorm() {
        return number("gradient norm", "norm of the gradient", State::gradientNorm);
    }

    /** The training loss and the weight decay together. */
    public static Probe objective() {
        return number("objective", "training loss + weight decay", State::objective);
    }

    /** λ_max of the Hessian of the training loss. */
    public static Probe sharpness() {
        return number(
                "sharpness",
                "largest eigenvalue of the Hessian",
                state -> Sharpness.of(state.net(), state.data(), state.loss()).hessian());
    }

    /** The stable rank ‖W_k‖_F² / ‖W_k‖₂² of each layer, between 1 and the rank. */
    public static Probe stableRanks() {
        return new Probe("stable ranks", "stable rank of a layer", state -> Spectra.stableRanks(state.net()));
    }

    /** The largest eigenvalues of the tangent kernel (1/n)⟨∇f(x_i), ∇f(x_j)⟩ on the training data; for one output. */
    public static Probe kernelEigenvalues(int count) {
        return new Probe("tangent kernel", "eigenvalue of the tangent kernel", state -> Spectra.ofKernel(state, count));
    }

    /** Anything that a lambda computes. */
    public static Probe named(String name, Measurement measurement) {
        return number(name, name, measurement);
    }

    /** Several numbers at once that a lambda computes, always equally many. */
    public static Probe numbers(String name, Row measurement) {
        return new Probe(name, name, measurement);
    }

    /** How the probe is called. */
    public String name() {
        return name;
    }

    String axis() {
        return axis;
    }

    double[] measure(State state) throws Exception {
        return row.of(state);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Probe && ((Probe) other).name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
