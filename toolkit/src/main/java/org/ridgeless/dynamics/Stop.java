package org.ridgeless.dynamics;

import java.util.function.Supplier;

/**
 * When a run ends before all its steps are taken; looked at whenever the probes measure ({@link Descent#at}).
 *
 * {@snippet file="DynamicsTest.java" region="stop"}
 */
public final class Stop {
    /** A condition of one's own; it may throw. */
    public interface Condition {
        /**
         * Whether to end here.
         *
         * @param state the run at one of its recorded times
         * @return true to end the run here
         * @throws Exception for any failure, which ends the run as {@link Ending#PROBE_FAILED}
         */
        boolean holds(State state) throws Exception;
    }

    /** Where loss-scaled descent has nowhere to go. */
    static final Stop AT_REST = new Stop("the loss is 0", state -> state.lossValue() == 0);

    private final String name;
    /** A new condition for each run: some remember what they have seen. */
    private final Supplier<Condition> condition;

    private Stop(String name, Condition condition) {
        this(name, () -> condition);
    }

    private Stop(String name, Supplier<Condition> condition) {
        this.name = name;
        this.condition = condition;
    }

    /**
     * Ends once the training loss is below the bound.
     *
     * @param bound in the units of the loss
     * @return the rule
     */
    public static Stop lossBelow(double bound) {
        return new Stop("loss < " + bound, state -> state.lossValue() < bound);
    }

    /**
     * Ends once the norm of the gradient of the objective is below the bound.
     *
     * @param bound of the Euclidean norm over all parameters
     * @return the rule
     */
    public static Stop gradientBelow(double bound) {
        return new Stop("‖∇L‖ < " + bound, state -> state.gradientNorm() < bound);
    }

    /**
     * Ends once every training sample has a margin above the bound; 0 asks for separated data.
     *
     * @param bound of the smallest margin, in the units of the outputs
     * @return the rule
     */
    public static Stop marginAbove(double bound) {
        return new Stop("margin > " + bound, state -> state.margin() > bound);
    }

    /**
     * Ends where the lambda says so.
     *
     * @param name what the run says about its end
     * @param condition true to end
     * @return the rule
     */
    public static Stop when(String name, Condition condition) {
        return new Stop(name, condition);
    }

    /**
     * Ends when a probe says so, for example {@code Stop.when(Probe.testError(test)).stopsFalling(20)}; of several numbers the first is
     * looked at.
     *
     * @param probe what is measured; it need not be recorded
     * @return the choice of a rule for it
     */
    public static When when(Probe probe) {
        return new When(probe);
    }

    /** What a probe must show for a run to end. */
    public static final class When {
        private final Probe probe;

        private When(Probe probe) {
            this.probe = probe;
        }

        /**
         * Ends once the probe is below the bound.
         *
         * @param bound in the units of the probe
         * @return the rule
         */
        public Stop below(double bound) {
            return new Stop(probe.name() + " < " + bound, state -> probe.measure(state)[0] < bound);
        }

        /**
         * Ends once the probe is above the bound.
         *
         * @param bound in the units of the probe
         * @return the rule
         */
        public Stop above(double bound) {
            return new Stop(probe.name() + " > " + bound, state -> probe.measure(state)[0] > bound);
        }

        /**
         * Ends once the probe has been measured so often without a new lowest value; a run that is resumed counts anew.
         *
         * @param patience measurements, ≥ 1
         * @return the rule
         * @throws IllegalArgumentException if it is below 1
         */
        public Stop stopsFalling(int patience) {
            return stalled(patience, 1, "falling");
        }

        /**
         * Ends once the probe has been measured so often without a new highest value; a run that is resumed counts anew.
         *
         * @param patience measurements, ≥ 1
         * @return the rule
         * @throws IllegalArgumentException if it is below 1
         */
        public Stop stopsRising(int patience) {
            return stalled(patience, -1, "rising");
        }

        private Stop stalled(int patience, int sign, String direction) {
            if (patience < 1) {
                throw new IllegalArgumentException(
                        "patience is a number of measurements of at least 1, got " + patience);
            }
            String name = probe.name() + " stopped " + direction + " for " + patience + " measurements";
            return new Stop(name, () -> {
                double[] best = {Double.POSITIVE_INFINITY};
                int[] waited = {0};
                return state -> {
                    double value = sign * probe.measure(state)[0];
                    waited[0] = value < best[0] ? 0 : waited[0] + 1;
                    best[0] = Math.min(best[0], Double.isNaN(value) ? best[0] : value);
                    return waited[0] >= patience;
                };
            });
        }
    }

    /** The condition as one run asks it. */
    Condition fresh() {
        return condition.get();
    }

    @Override
    public String toString() {
        return name;
    }
}
