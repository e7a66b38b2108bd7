package org.ridgeless.dynamics;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.curvature.Sharpness;
import org.ridgeless.data.Data;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Norm;

/**
 * Something measured along a run: one number or several at each recorded time. A run knows its probes by their names, so that
 * {@code run.plot(Probe.margin())} finds what {@code record(Probe.margin())} recorded, and refuses two different ones of the
 * same name: {@code record(Probe.testError(near), Probe.testError(far).called("far error"))}.
 */
public final class Probe {
    /** What a user's own probe computes; it may throw. */
    public interface Measurement {
        /**
         * The number at this moment.
         *
         * @param state the run at one of its recorded times
         * @return the number to record
         * @throws Exception for any failure, which ends the run as {@link Ending#PROBE_FAILED}
         */
        double of(State state) throws Exception;
    }

    /** What a user's own probe of several numbers computes; it may throw. */
    public interface Row {
        /**
         * The numbers at this moment.
         *
         * @param state the run at one of its recorded times
         * @return the numbers to record, each time equally many
         * @throws Exception for any failure, which ends the run as {@link Ending#PROBE_FAILED}
         */
        double[] of(State state) throws Exception;
    }

    private final String name;
    private final String axis;
    private final Row row;
    /** What tells this measurement from others of the same name: the kind of a built-in probe, the lambda of a user's. */
    private final Object subject;

    private Probe(String name, String axis, Row row, Object subject) {
        this.name = name;
        this.axis = axis;
        this.row = row;
        this.subject = subject;
    }

    /** Which built-in probe it is, whatever it is called, and of what. */
    private record BuiltIn(String kind, List<Object> arguments) {}

    /** A data set, by what is in it. */
    private record Samples(Data data) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Samples
                    && (((Samples) other).data == data || holdsTheSameAs(((Samples) other).data));
        }

        private boolean holdsTheSameAs(Data other) {
            return Arrays.equals(data.flatInputs(), other.flatInputs())
                    && Arrays.equals(data.flatTargets(), other.flatTargets());
        }

        @Override
        public int hashCode() {
            return data.samples();
        }
    }

    private static Probe numbers(String name, String axis, Row row, Object... arguments) {
        return new Probe(name, axis, row, new BuiltIn(name, List.of(arguments)));
    }

    private static Probe number(String name, String axis, Measurement measurement, Object... arguments) {
        return numbers(name, axis, state -> new double[] {measurement.of(state)}, arguments);
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

    /**
     * The smallest margin divided by a norm of the network.
     *
     * @param norm of the network, by which the margin is divided
     * @return the probe; a network that has no such norm makes it fail
     */
    public static Probe normalizedMargin(Norm norm) {
        return number(
                "margin / " + norm.label(),
                "smallest margin / " + norm.label(),
                state -> state.margin() / state.net().norm(norm));
    }

    /**
     * The mean margin divided by a norm of the network: the area under the curve of sorted normalized margins.
     *
     * @param norm of the network, by which the margin is divided
     * @return the probe; a network that has no such norm makes it fail
     */
    public static Probe marginArea(Norm norm) {
        return number(
                "area / " + norm.label(),
                "mean margin / " + norm.label(),
                state -> Arrays.stream(state.margins()).average().orElseThrow()
                        / state.net().norm(norm));
    }

    /** ρ_k = ‖W_k‖_F for each layer. */
    public static Probe layerNorms() {
        return numbers(
                "layer norms", "Frobenius norm of a layer", state -> state.net().layerNorms());
    }

    /**
     * A norm of the whole network.
     *
     * @param norm which
     * @return the probe
     */
    public static Probe norm(Norm norm) {
        return number(norm.label(), norm.label(), state -> state.net().norm(norm));
    }

    /** The fraction of training samples whose margin is not positive. */
    public static Probe error() {
        return number("error", "training error", state -> Margins.error(state.margins()));
    }

    /**
     * The fraction of samples of another data set whose margin is not positive.
     *
     * @param test samples with the shape of the training data
     * @return the probe; it costs a forward pass over the data each time
     */
    public static Probe testError(Data test) {
        return number(
                "test error",
                "test error",
                state -> Margins.error(Margins.of(state.net(), test).values()),
                new Samples(test));
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
        return numbers("stable ranks", "stable rank of a layer", state -> Spectra.stableRanks(state.net()));
    }

    /**
     * The largest eigenvalues of the tangent kernel (1/n)⟨∇f(x_i), ∇f(x_j)⟩ on the training data, numbered from the top; for one output.
     *
     * @param count 1 to n, the number of training samples
     * @return the probe, descending; each time n² numbers and the order of n³ flops
     */
    public static Probe kernelEigenvalues(int count) {
        return numbers(
                "tangent kernel", "eigenvalue of the tangent kernel", state -> Spectra.ofKernel(state, count), count);
    }

    /**
     * Anything that a lambda computes.
     *
     * {@snippet file="DynamicsTest.java" region="probe"}
     *
     * @param name for {@code run.values}, tables and axes
     * @param measurement one number from the state
     * @return the probe
     */
    public static Probe named(String name, Measurement measurement) {
        return new Probe(name, name, state -> new double[] {measurement.of(state)}, measurement);
    }

    /**
     * Several numbers at once that a lambda computes, always equally many; the array may be used again.
     *
     * @param name for {@code run.values}, tables and axes
     * @param measurement an array from the state, each time equally long
     * @return the probe
     */
    public static Probe numbers(String name, Row measurement) {
        return new Probe(name, name, measurement, measurement);
    }

    /**
     * The same under another name, to record two of one kind.
     *
     * @param another name
     * @return the probe with that name and the same axis
     */
    public Probe called(String another) {
        return new Probe(another, axis, row, subject);
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

    boolean measuresTheSameAs(Probe other) {
        return subject.equals(other.subject);
    }

    /** Of probes of one name: a lambda is not told from another that was written anew to read what it recorded. */
    boolean differsAsBuiltInFrom(Probe other) {
        return subject instanceof BuiltIn && other.subject instanceof BuiltIn && !measuresTheSameAs(other);
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
