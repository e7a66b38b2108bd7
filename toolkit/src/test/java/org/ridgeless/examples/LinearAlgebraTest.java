package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.linalg.ConjugateGradient;
import org.ridgeless.linalg.Diagonal;
import org.ridgeless.linalg.Eigenpairs;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.SpectralDensity;
import org.ridgeless.linalg.StochasticEstimate;
import org.ridgeless.linalg.SymmetricOperator;
import org.ridgeless.linalg.Trace;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.random.Seeds;

class LinearAlgebraTest {
    @Test
    void matrix() {
        // @start region="matrix"
        Matrix a = Matrix.of(new double[][] {{2, 1}, {1, 2}});
        double[] product = a.times(1, 0); // [2, 1]
        double[] solution = a.solve(3, 3); // [1, 1]
        double[] eigenvalues = a.symmetricEigenvalues(); // [1, 3], ascending
        double condition = a.conditionNumber(); // 3
        // @end
        Shown.in("matrix", product, solution, eigenvalues, condition);
    }

    @Test
    void vectors() {
        // @start region="vectors"
        double[] squares = Vectors.of(4, i -> i * i); // [0, 1, 4, 9]
        double[] roots = Vectors.map(squares, Math::sqrt); // [0, 1, 2, 3]
        double product = Vectors.dot(squares, roots); // 36
        double length = Vectors.norm(3, 4); // 5
        // @end
        Shown.in("vectors", squares, roots, product, length);
    }

    @Test
    void eigenpairs() {
        // @start region="eigenpairs"
        SymmetricOperator operator = SymmetricOperator.of(4, (v, into) -> { // diagonal: 1, 2, 3, 4
            for (int i = 0; i < 4; i++) {
                into[i] += (i + 1) * v[i];
            }
        });
        Eigenpairs top = Eigenpairs.largest(operator, 2, Seeds.of(1));
        double[] values = top.values(); // [3, 4], ascending
        double share = top.share(0, 0, 1, 1); // 1: the vector lies in their span
        // @end
        Shown.in("eigenpairs", values, share);
    }

    @Test
    void trace() {
        // @start region="trace"
        SymmetricOperator operator = SymmetricOperator.of(Matrix.of(new double[][] {{1, 0, 0}, {0, 2, 0}, {0, 0, 3}}));
        StochasticEstimate trace = Trace.hutchinson(operator, 10, Seeds.of(1));
        double value = trace.value(); // 6; with random signs a diagonal matrix leaves no variance
        boolean covered = trace.covers(6); // true
        // @end
        Shown.in("trace", value, covered);
    }

    @Test
    void solve() {
        // @start region="solve"
        SymmetricOperator operator = SymmetricOperator.of(Matrix.of(new double[][] {{2, 1}, {1, 2}}));
        ConjugateGradient solution = ConjugateGradient.solve(operator, new double[] {3, 3});
        double[] x = solution.x(); // [1, 1]
        double[] shifted = ConjugateGradient.solve(operator.shifted(1), new double[] {4, 4})
                .x(); // [1, 1]
        // @end
        Shown.in("solve", x, shifted);
    }

    @Test
    void density() {
        // @start region="density"
        SymmetricOperator operator = SymmetricOperator.of(Matrix.of(new double[][] {{3, 0}, {0, 3}}));
        SpectralDensity density = SpectralDensity.of(operator, 1, 4, Seeds.of(1)); // 4 starts of one step
        double mean = density.mean(x -> x * x); // 9
        double below = density.cdf(2.9); // 0
        // @end
        Shown.in("density", mean, below);
    }

    @Test
    void seeds() {
        // @start region="seeds"
        Seeds seeds = Seeds.of(42).child("trial");
        double first = seeds.child(3).stream().nextDouble(); // does not depend on what was drawn before
        boolean again = first == Seeds.of(42).child("trial").child(3).stream().nextDouble(); // true
        // @end
        Shown.in("seeds", again);
        assertThat(first).isBetween(0.0, 1.0);
    }

    @Test
    void diagonal() {
        // @start region="diagonal"
        SymmetricOperator operator = SymmetricOperator.of(Matrix.of(new double[][] {{2, 1}, {1, 2}}));
        Diagonal diagonal = Diagonal.hutchinson(operator, 100, Seeds.of(1));
        StochasticEstimate first = diagonal.entry(0); // its variance is that of a sign over 100
        boolean covered = first.covers(2); // true
        // @end
        Shown.in("diagonal", covered);
    }
}
