package org.ridgeless.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.NestedRidge;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.GaussianMatrix;

/** Decompositions of an n × n Gaussian matrix, and ridge regressions on nested sets of its columns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class LinearAlgebra {
    private static final double RIDGE = 1e-3;

    @Param({"50", "300"})
    public int n;

    private Matrix matrix;
    private double[] gram;
    private double[] y;

    @Setup
    public void prepare() {
        double[] entries = GaussianMatrix.of(n, n).draw(Seeds.of(1)).flat();
        y = GaussianMatrix.of(n, 1).draw(Seeds.of(2)).flat();
        matrix = Matrix.wrap(entries, n, n);
        gram = matrix.transpose().times(matrix).flat();
    }

    @Benchmark
    public double[] singularValues() {
        return matrix.singularValues();
    }

    @Benchmark
    public double[] symmetricEigenvalues() {
        return SymmetricEigen.values(gram, n);
    }

    @Benchmark
    public double[] leastSquares() {
        return matrix.solve(y);
    }

    /** The weights for n/10 nested sets of columns from one factorization. */
    @Benchmark
    public double nestedRidge() {
        NestedRidge ridge = NestedRidge.of(matrix, y, RIDGE);
        double sum = 0;
        for (int p = n / 10; p <= n; p += n / 10) {
            sum += ridge.weights(p)[0];
        }
        return sum;
    }
}
