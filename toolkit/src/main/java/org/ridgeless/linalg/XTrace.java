package org.ridgeless.linalg;

/**
 * The leave-one-out estimates of XTrace: that of vector i is the trace on the range of the other images, exactly, and the form of vector
 * i on the rest. The range without image i is that of all less the unit vector sᵢ in it that is orthogonal to the others.
 */
final class XTrace {
    private final int n;
    private final double[][] probes;
    private final double[][] images;
    private final double[][] basis;
    /** QᵀAQ. */
    private final double[][] core;
    /** The coordinates of the images in the basis, R: image k = Σ_j R[j][k] q_j. */
    private final double[][] coordinates;

    XTrace(SymmetricOperator operator, double[][] probes, double[][] images) {
        this.n = operator.order();
        this.probes = probes;
        this.images = images;
        this.basis = Probes.orthonormal(images);
        double[][] onBasis = new double[basis.length][];
        for (int j = 0; j < basis.length; j++) {
            onBasis[j] = Probes.product(operator, basis[j]);
        }
        this.core = products(basis, onBasis);
        this.coordinates = products(basis, images);
    }

    private static double[][] products(double[][] rows, double[][] columns) {
        double[][] all = new double[rows.length][columns.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                all[i][j] = Vectors.dot(rows[i], columns[j]);
            }
        }
        return all;
    }

    double[] estimates() {
        int m = probes.length;
        double whole = 0;
        for (int j = 0; j < basis.length; j++) {
            whole += core[j][j];
        }
        double[] estimates = new double[m];
        for (int i = 0; i < m; i++) {
            Interruption.poll();
            // Where the images are dependent, the others have the whole range without any of them.
            double[] s = basis.length < m ? new double[basis.length] : left(i);
            estimates[i] = whole - form(s, s) + rest(i, s);
        }
        return estimates;
    }

    /** The unit solution s of Rᵀ s ∝ eᵢ, by forward substitution in the triangular Rᵀ. */
    private double[] left(int i) {
        int m = basis.length;
        double[] s = new double[m];
        for (int k = i; k < m; k++) {
            double sum = k == i ? 1 : 0;
            for (int j = i; j < k; j++) {
                sum -= coordinates[j][k] * s[j];
            }
            s[k] = sum / coordinates[k][k];
        }
        return Vectors.unit(s);
    }

    private double form(double[] a, double[] b) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * Vectors.dot(core[j], b);
        }
        return sum;
    }

    /** rᵀAr (n − dim)/‖r‖² for the part r of probe i that is orthogonal to the range of the others. */
    private double rest(int i, double[] s) {
        int k = basis.length;
        double[] x = new double[k];
        double along = 0;
        for (int j = 0; j < k; j++) {
            x[j] = Vectors.dot(basis[j], probes[i]);
            along += s[j] * x[j];
        }
        Vectors.addScaled(x, -along, s);
        double[] rest = probes[i].clone();
        double cross = 0;
        for (int j = 0; j < k; j++) {
            Vectors.addScaled(rest, -x[j], basis[j]);
            // q_jᵀAω = ⟨q_j, image⟩.
            cross += x[j] * coordinates[j][i];
        }
        double square = Vectors.squares(rest);
        double size = Vectors.squares(s) == 0 ? k : k - 1;
        double value = Vectors.dot(probes[i], images[i]) - 2 * cross + form(x, x);
        return square > 0 ? value * (n - size) / square : 0;
    }
}
