package org.ridgeless.dynamics;

/** When a run ends before all its steps are taken; looked at whenever the probes measure ({@link Descent#at}). */
public final class Stop {
    /** A condition of one's own; it may throw. */
    public interface Condition {
        /** Whether to end here. */
        boolean holds(State state) throws Exception;
    }

    /** Where loss-scaled descent has nowhere to go. */
    static final Stop AT_REST = new Stop("the loss is 0", state -> state.lossValue() == 0);

    private final String name;
    private final Condition condition;

    private Stop(String name, Condition condition) {
        this.name = name;
        this.condition = condition;
    }

    /** Ends once the training loss is below the bound. */
    public static Stop lossBelow(double bound) {
        return new Stop("loss < " + bound, state -> state.lossValue() < bound);
    }

    /** Ends once the norm of the gradient of the objective is below the bound. */
    public static Stop gradientBelow(double bound) {
        return new Stop("‖∇L‖ < " + bound, state -> state.gradientNorm() < bound);
    }

    /** Ends once every training sample has a margin above the bound; 0 asks for separated data. */
    public static Stop marginAbove(double bound) {
        return new Stop("margin > " + bound, state -> state.margin() > bound);
    }

    /** Ends where the lambda says so. */
    public static Stop when(String name, Condition condition) {
        return new Stop(name, condition);
    }

    boolean holds(State state) throws Exception {
        return condition.holds(state);
    }

    @Override
    public String toString() {
        return name;
    }
}
