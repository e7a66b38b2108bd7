package org.ridgeless.spectra;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.random.Seeds;

/**
 * The circular β-ensemble: n points on the unit circle of joint density \(\prod_{i&lt;j}|e^{i\theta_i}-e^{i\theta_j}|^\beta\); β = 1 are the
 * eigenvalues of the orthogonal, 2 of the unitary (Haar), 4 of the symplectic circular ensemble.
 *
 * <p>Drawn from n − 1 independent Verblunsky coefficients \(|\alpha_k|^2\sim\mathrm{Beta}(1,\beta(k+1)/2)\) with uniform phases: the points are
 * where the Prüfer phase \(\psi_{k+1}=\psi_k+\theta-2\arg(1-\alpha_ke^{i\psi_k})\), ψ₀ = θ, which rises by 2πn in a turn, is a uniform one
 * modulo 2π. <b>Cost</b> O(n²) and 50 evaluations a point.
 *
 * <p><b>Reference</b> R. Killip, I. Nenciu, <i>Matrix models for circular ensembles</i>, Int. Math. Res. Not. 2004, Theorem 1; R. Killip, M.
 * Stoiciu, <i>Eigenvalue statistics for CMV matrices</i>, Duke Math. J. 146 (2009), Section 2, for the phases.
 */
public final class CircularEnsemble {
    private static final int BISECTIONS = 60;

    private final int n;
    private final double beta;

    private CircularEnsemble(int n, double beta) {
        this.n = n;
        this.beta = beta;
    }

    /**
     * Of n points, β = 2 unless told otherwise.
     *
     * @param n points, ≥ 1
     * @return the unitary ensemble
     * @throws IllegalArgumentException if n is below 1
     */
    public static CircularEnsemble of(int n) {
        if (n < 1) {
            throw new IllegalArgumentException("an ensemble has at least 1 point, got " + n);
        }
        return new CircularEnsemble(n, 2);
    }

    /**
     * At another inverse temperature β &gt; 0.
     *
     * @param inverseTemperature β, finite and &gt; 0
     * @return the ensemble at that β
     * @throws IllegalArgumentException if β is not
     */
    public CircularEnsemble beta(double inverseTemperature) {
        if (!(inverseTemperature > 0) || Double.isInfinite(inverseTemperature)) {
            throw new IllegalArgumentException("β is a number > 0, got " + inverseTemperature);
        }
        return new CircularEnsemble(n, inverseTemperature);
    }

    /**
     * One draw of the angles in [0, 2π), ascending.
     *
     * @param seeds equal seeds give equal draws
     * @return n angles
     * @throws java.util.concurrent.CancellationException if interrupted
     */
    public double[] angles(Seeds seeds) {
        UniformRandomProvider random = seeds.stream();
        double[] modulus = new double[n - 1];
        double[] phase = new double[n - 1];
        for (int k = 0; k < n - 1; k++) {
            // 1 − (1 − u)^(2/(β(k+1))) has the law Beta(1, β(k+1)/2).
            double power = 2 / (beta * (k + 1));
            modulus[k] = Math.sqrt(-Math.expm1(power * Math.log1p(-random.nextDouble())));
            phase[k] = 2 * Math.PI * random.nextDouble();
        }
        double target = 2 * Math.PI * random.nextDouble();
        double start = prufer(0, modulus, phase);
        double first = Math.ceil((start - target) / (2 * Math.PI));
        double[] angles = new double[n];
        for (int i = 0; i < n; i++) {
            Interruption.poll();
            double wanted = target + 2 * Math.PI * (first + i);
            double low = i == 0 ? 0 : angles[i - 1];
            double high = 2 * Math.PI;
            for (int step = 0; step < BISECTIONS; step++) {
                double middle = low + (high - low) / 2;
                if (prufer(middle, modulus, phase) < wanted) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            angles[i] = high;
        }
        Arrays.sort(angles);
        return angles;
    }

    private static double prufer(double theta, double[] modulus, double[] phase) {
        double psi = theta;
        for (int k = 0; k < modulus.length; k++) {
            double angle = psi + phase[k];
            psi += theta - 2 * Math.atan2(-modulus[k] * Math.sin(angle), 1 - modulus[k] * Math.cos(angle));
        }
        return psi;
    }

    @Override
    public String toString() {
        return "circular ensemble of " + n + " points, β = " + beta;
    }
}
