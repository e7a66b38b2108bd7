package org.ridgeless.models;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

/** One chain of SGD on least squares, with batches drawn with replacement. */
public final class SgdChain {
    private static final int GATHER_EVERY = 5;
    private static final int POLL_EVERY = 1000;

    private final LeastSquares problem;
    private final double step;
    private final int batch;

    private SgdChain(LeastSquares problem, double step, int batch) {
        this.problem = problem;
        this.step = step;
        this.batch = batch;
    }

    /**
     * SGD with step γ and batch size b.
     *
     * @param problem least squares with the samples that batches are drawn from
     * @param step γ &gt; 0
     * @param batch b ≥ 1, drawn with replacement
     * @return the chain
     * @throws IllegalArgumentException if γ or b are not as said
     */
    public static SgdChain of(LeastSquares problem, double step, int batch) {
        if (!(step > 0) || batch < 1) {
            throw new IllegalArgumentException("SGD needs γ > 0 and b ≥ 1, got γ = " + step + " and b = " + batch);
        }
        return new SgdChain(problem, step, batch);
    }

    /**
     * The mean of (w − w*)(w − w*)ᵀ after {@code burnIn} of the steps from w*, over every fifth step, with noise of its own
     * stream.
     *
     * @param steps of the chain, the burn-in included
     * @param burnIn steps that are not counted, fewer than all
     * @param seeds of the batches
     * @return d × d
     * @throws IllegalArgumentException if the burn-in leaves no step
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public double[][] secondMoment(int steps, int burnIn, Seeds seeds) {
        if (!(burnIn >= 0 && burnIn < steps)) {
            throw new IllegalArgumentException("burn-in must be below the " + steps + " steps, got " + burnIn);
        }
        int d = problem.dimension();
        UniformRandomProvider random = seeds.stream();
        double[] minimum = problem.minimum();
        double[] w = minimum.clone();
        double[] gradient = new double[d];
        double[][] sum = new double[d][d];
        int gathered = 0;
        for (int t = 0; t < steps; t++) {
            if (t % POLL_EVERY == 0) {
                Interruption.poll();
            }
            move(w, gradient, random);
            if (t >= burnIn && (t - burnIn) % GATHER_EVERY == 0) {
                add(w, minimum, sum);
                gathered++;
            }
        }
        for (double[] row : sum) {
            for (int j = 0; j < d; j++) {
                row[j] /= gathered;
            }
        }
        return sum;
    }

    /**
     * ‖w − w*‖² along a chain from elsewhere.
     *
     * @param offset w − w* at the start
     * @param steps of the chain
     * @param records how often it is recorded at equal distances; steps is rounded down to a multiple
     * @param seeds of the batches
     * @return at the start and at each record
     * @throws IllegalArgumentException if the offset has not d numbers, there is no record, or a negative number of steps; the message has them
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    public double[] squaredDistances(double[] offset, int steps, int records, Seeds seeds) {
        if (offset.length != problem.dimension() || records < 1 || steps < 0) {
            throw new IllegalArgumentException("a chain needs an offset of " + problem.dimension()
                    + " numbers, at least 1 record and at least 0 steps, got " + offset.length + ", " + records
                    + " and "
                    + steps);
        }
        UniformRandomProvider random = seeds.stream();
        double[] minimum = problem.minimum();
        double[] w = Vectors.add(minimum, offset);
        double[] gradient = new double[w.length];
        double[] squares = new double[records + 1];
        for (int record = 0; record <= records; record++) {
            Interruption.poll();
            squares[record] = Vectors.squares(Vectors.subtract(w, minimum));
            for (int t = 0; t < steps / records; t++) {
                move(w, gradient, random);
            }
        }
        return squares;
    }

    private void move(double[] w, double[] gradient, UniformRandomProvider random) {
        Arrays.fill(gradient, 0);
        for (int k = 0; k < batch; k++) {
            int i = random.nextInt(problem.samples());
            double[] x = problem.input(i);
            double error = Vectors.dot(w, x) - problem.target(i);
            for (int j = 0; j < w.length; j++) {
                gradient[j] += error * x[j];
            }
        }
        for (int j = 0; j < w.length; j++) {
            w[j] -= step / batch * gradient[j];
        }
    }

    private static void add(double[] w, double[] minimum, double[][] sum) {
        for (int i = 0; i < w.length; i++) {
            for (int j = 0; j < w.length; j++) {
                sum[i][j] += (w[i] - minimum[i]) * (w[j] - minimum[j]);
            }
        }
    }
}
