package org.ridgeless.dynamics.ode;

/**
 * The embedded Runge–Kutta pair of orders 5 and 4 with seven stages, the last of which is the first of the next step, and
 * dense output of order 4. The step size keeps the estimated local error, root mean square of the components relative to
 * \( atol + rtol\,\max(|y_n|, |y_{n+1}|) \), below 1 by the factor \( 0.9\,err^{-1/5} \) between 0.2 and 10.
 * With atol = 0 a component that stays at 0 makes no error, and one that leaves it is held to rtol from the first step on;
 * one that passes 0, or keeps to it only up to rounding, makes the steps as short as that asks for.
 *
 * <p>It owns its buffers, so it is meant for one thread; a step allocates nothing and costs six evaluations.
 *
 * <p><i>References:</i> J. R. Dormand and P. J. Prince, <i>A family of embedded Runge–Kutta formulae</i>, J. Comp. Appl. Math. 6
 * (1980) 19–26; E. Hairer, S. P. Nørsett and G. Wanner, <i>Solving Ordinary Differential Equations I</i>, 1993, Sections II.4
 * (start and control of the step), II.5 and II.6 (dense output).
 */
public final class DormandPrince {
    private static final double SAFETY = 0.9;
    private static final double SMALLEST_FACTOR = 0.2;
    private static final double LARGEST_FACTOR = 10;
    /** Numbers in a memory besides the vectors. */
    private static final int NUMBERS = 7;

    private final RightHandSide f;
    private final int n;
    private final double relative;
    private final double absolute;
    private final double[] k2;
    private final double[] k3;
    private final double[] k4;
    private final double[] k5;
    private final double[] k6;
    private final double[] stage;
    private final DenseOutput dense;
    private double[] k1;
    private double[] k7;
    private double[] y;
    private double[] next;
    private double smallest;
    private double t;
    private double previous;
    private double h;
    private double lastSize;
    private long evaluations;
    private long accepted;
    private long rejected;

    private DormandPrince(RightHandSide f, int dimension, double relative, double absolute) {
        this.f = f;
        this.n = dimension;
        this.relative = relative;
        this.absolute = absolute;
        k1 = new double[n];
        k2 = new double[n];
        k3 = new double[n];
        k4 = new double[n];
        k5 = new double[n];
        k6 = new double[n];
        k7 = new double[n];
        y = new double[n];
        next = new double[n];
        stage = new double[n];
        dense = new DenseOutput(n);
    }

    /**
     * An integrator for so many unknowns, with the relative and absolute tolerance of a step.
     *
     * @param f the right-hand side
     * @param dimension n ≥ 1
     * @param relative rtol, finite and ≥ 0
     * @param absolute atol, in the units of the unknowns, finite and ≥ 0; not both 0
     * @return the integrator, which {@link #start} or {@link #resume} sets going; it holds 14 n numbers
     * @throws IllegalArgumentException if n is below 1 or a tolerance is out of range
     */
    public static DormandPrince of(RightHandSide f, int dimension, double relative, double absolute) {
        if (dimension < 1) {
            throw new IllegalArgumentException("an equation has at least 1 unknown, got " + dimension);
        }
        if (!(relative >= 0 && absolute >= 0 && relative + absolute > 0) || Double.isInfinite(relative + absolute)) {
            throw new IllegalArgumentException("tolerances are numbers ≥ 0 and not both 0, got " + relative
                    + " (relative) and " + absolute + " (absolute)");
        }
        return new DormandPrince(f, dimension, relative, absolute);
    }

    /**
     * Accepts steps of this size whatever their error, 0 unless given. It is for right-hand sides with jumps: where they push
     * towards the jump from both sides the solution slides along it (Filippov), the error of a step is of the order of its
     * length, and the tolerance alone would make the steps as small as itself.
     *
     * @param size in the units of time, finite and ≥ 0
     * @return this integrator, changed
     * @throws IllegalArgumentException if the size is negative or not finite
     */
    public DormandPrince smallestStep(double size) {
        if (!(size >= 0) || Double.isInfinite(size)) {
            throw new IllegalArgumentException("the smallest step is a number ≥ 0, got " + size);
        }
        smallest = size;
        return this;
    }

    /**
     * Starts from the state at a time; what follows goes forwards.
     *
     * @param time t
     * @param state n numbers; copied
     * @throws IllegalArgumentException if the state has another length than n
     */
    public void start(double time, double... state) {
        if (state.length != n) {
            throw new IllegalArgumentException("the equation has " + n + " unknowns, got " + state.length);
        }
        System.arraycopy(state, 0, y, 0, n);
        t = time;
        previous = time;
        evaluations = 0;
        accepted = 0;
        rejected = 0;
        dense.leave();
        evaluate(t, y, k1);
        h = firstStep();
    }

    /** All that what follows depends on, dense output included; for {@link #resume}. */
    public double[] memory() {
        double[] memory = new double[NUMBERS + kept().length * n];
        double[] numbers = {t, previous, h, lastSize, evaluations, accepted, rejected};
        System.arraycopy(numbers, 0, memory, 0, NUMBERS);
        int at = NUMBERS;
        for (double[] vector : kept()) {
            System.arraycopy(vector, 0, memory, at, n);
            at += n;
        }
        return memory;
    }

    /**
     * Goes on, instead of a start, where an integrator of the same equation and tolerances had the given memory.
     *
     * @param memory what {@link #memory} gave
     * @throws IllegalArgumentException if it has another length
     */
    public void resume(double... memory) {
        int length = NUMBERS + kept().length * n;
        if (memory.length != length) {
            throw new IllegalArgumentException("the memory has " + length + " numbers, got " + memory.length);
        }
        t = memory[0];
        previous = memory[1];
        h = memory[2];
        lastSize = memory[3];
        evaluations = (long) memory[4];
        accepted = (long) memory[5];
        rejected = (long) memory[6];
        dense.leave();
        int at = NUMBERS;
        for (double[] vector : kept()) {
            System.arraycopy(memory, at, vector, 0, n);
            at += n;
        }
    }

    private double[][] kept() {
        return new double[][] {y, next, k1, k3, k4, k5, k6, k7};
    }

    /** Hairer, Nørsett and Wanner, Section II.4: a step by which Euler's method errs by about a hundredth. */
    private double firstStep() {
        double size = weighted(y, y);
        double speed = weighted(k1, y);
        double guess = size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * size / speed;
        for (int i = 0; i < n; i++) {
            stage[i] = y[i] + guess * k1[i];
        }
        evaluate(t + guess, stage, k2);
        for (int i = 0; i < n; i++) {
            stage[i] = (k2[i] - k1[i]) / guess;
        }
        double largest = Math.max(speed, weighted(stage, y));
        double step = largest <= 1e-15 ? Math.max(1e-6, guess * 1e-3) : Math.pow(0.01 / largest, 1.0 / 5);
        double chosen = Math.min(100 * guess, step);
        return chosen > 0 ? chosen : guess;
    }

    private double weighted(double[] v, double[] at) {
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double scale = absolute + relative * Math.abs(at[i]);
            // An unknown at 0 without an absolute tolerance has no scale yet; the control of the steps finds it.
            double part = scale > 0 ? v[i] / scale : 0;
            sum += part * part;
        }
        return Math.sqrt(sum / n);
    }

    /**
     * Takes one accepted step that does not pass the limit.
     *
     * @param limit a time after the present one
     * @return false, leaving the state as it was, if no step above the resolution of time keeps the error, as where the
     *     solution ceases to exist or the right-hand side is not finite
     * @throws IllegalArgumentException if the limit is not after the present time
     */
    public boolean step(double limit) {
        if (!(limit > t)) {
            throw new IllegalArgumentException("the next step must end after the time " + t + ", got " + limit);
        }
        double wanted = h;
        while (true) {
            double tried = Math.min(wanted, limit - t);
            // A step to just before the limit would leave a sliver.
            boolean last = t + 1.001 * tried >= limit;
            if (last) {
                tried = limit - t;
            }
            if (!(tried > 2 * Math.ulp(t))) {
                return false;
            }
            stages(tried);
            double error = error(tried);
            double factor = error == 0
                    ? LARGEST_FACTOR
                    : Math.min(LARGEST_FACTOR, Math.max(SMALLEST_FACTOR, SAFETY * Math.pow(error, -0.2)));
            if (error <= 1 || tried <= smallest && error < Double.POSITIVE_INFINITY) {
                // A step cut short by the limit says nothing against the longer one that was wanted.
                h = Math.max(Math.max(tried * factor, smallest), last && tried < wanted ? wanted : 0);
                accept(tried, last ? limit : t + tried);
                return true;
            }
            rejected++;
            wanted = tried * (Double.isNaN(factor) ? SMALLEST_FACTOR : Math.min(factor, SAFETY));
            if (error < Double.POSITIVE_INFINITY) {
                wanted = Math.max(wanted, smallest);
            }
        }
    }

    /**
     * Takes one step of the given size whatever its error.
     *
     * @param size in the units of time
     */
    public void fixedStep(double size) {
        stages(size);
        accept(size, t + size);
    }

    private void accept(double size, double time) {
        lastSize = size;
        dense.leave();
        previous = t;
        t = time;
        accepted++;
        double[] swap = y;
        y = next;
        next = swap;
        swap = k1;
        k1 = k7;
        k7 = swap;
    }

    private void evaluate(double time, double[] state, double[] into) {
        evaluations++;
        f.at(time, state, into);
    }

    private void stages(double s) {
        double[] a = k1;
        double[] z = stage;
        double[] u = y;
        for (int i = 0; i < n; i++) {
            z[i] = u[i] + s * (1.0 / 5) * a[i];
        }
        evaluate(t + s / 5, z, k2);
        for (int i = 0; i < n; i++) {
            z[i] = u[i] + s * (3.0 / 40 * a[i] + 9.0 / 40 * k2[i]);
        }
        evaluate(t + 3 * s / 10, z, k3);
        for (int i = 0; i < n; i++) {
            z[i] = u[i] + s * (44.0 / 45 * a[i] - 56.0 / 15 * k2[i] + 32.0 / 9 * k3[i]);
        }
        evaluate(t + 4 * s / 5, z, k4);
        for (int i = 0; i < n; i++) {
            z[i] = u[i]
                    + s
                            * (19372.0 / 6561 * a[i]
                                    - 25360.0 / 2187 * k2[i]
                                    + 64448.0 / 6561 * k3[i]
                                    - 212.0 / 729 * k4[i]);
        }
        evaluate(t + 8 * s / 9, z, k5);
        for (int i = 0; i < n; i++) {
            z[i] = u[i]
                    + s
                            * (9017.0 / 3168 * a[i]
                                    - 355.0 / 33 * k2[i]
                                    + 46732.0 / 5247 * k3[i]
                                    + 49.0 / 176 * k4[i]
                                    - 5103.0 / 18656 * k5[i]);
        }
        evaluate(t + s, z, k6);
        for (int i = 0; i < n; i++) {
            next[i] = u[i]
                    + s
                            * (35.0 / 384 * a[i]
                                    + 500.0 / 1113 * k3[i]
                                    + 125.0 / 192 * k4[i]
                                    - 2187.0 / 6784 * k5[i]
                                    + 11.0 / 84 * k6[i]);
        }
        evaluate(t + s, next, k7);
    }

    /** The difference of the two orders, relative to the tolerance. */
    private double error(double s) {
        double sum = 0;
        // Added to any scale but 0 it is lost in rounding; there it makes no error 0 and any error too large.
        double floor = Math.max(absolute, Double.MIN_VALUE);
        for (int i = 0; i < n; i++) {
            double e = s
                    * (71.0 / 57600 * k1[i]
                            - 71.0 / 16695 * k3[i]
                            + 71.0 / 1920 * k4[i]
                            - 17253.0 / 339200 * k5[i]
                            + 22.0 / 525 * k6[i]
                            - 1.0 / 40 * k7[i]);
            double part = e / (floor + relative * Math.max(Math.abs(y[i]), Math.abs(next[i])));
            sum += part * part;
        }
        return Math.sqrt(sum / n);
    }

    /**
     * Writes the state at a time within the last step, with an error of order 4.
     *
     * @param time within the last step
     * @param into n numbers, overwritten
     * @throws IllegalArgumentException if the time is not within the last step, with its ends
     */
    public void at(double time, double[] into) {
        if (!(time >= previous && time <= t)) {
            throw new IllegalArgumentException(
                    "the last step went from " + previous + " to " + t + "; it knows nothing of the time " + time);
        }
        if (time == t) {
            System.arraycopy(y, 0, into, 0, n);
            return;
        }
        if (!dense.isReady()) {
            // After a step the two ends of it are swapped: k7 and next hold its beginning, k1 and y its end.
            dense.over(lastSize, next, y, k7, k3, k4, k5, k6, k1);
        }
        dense.at((time - previous) / lastSize, next, into);
    }

    /** The time reached. */
    public double time() {
        return t;
    }

    /** Where the last step began. */
    public double previousTime() {
        return previous;
    }

    /** The state reached; a copy. */
    public double[] state() {
        return y.clone();
    }

    /** How often the right-hand side was evaluated since the start. */
    public long evaluations() {
        return evaluations;
    }

    /** The number of steps taken since the start. */
    public long accepted() {
        return accepted;
    }

    /** The number of steps tried in vain since the start. */
    public long rejected() {
        return rejected;
    }
}
