package org.ridgeless.spectra;

import java.util.Arrays;

/**
 * The Tracy–Widom laws: the fluctuations of the largest eigenvalue of large random matrices at a soft edge.
 *
 * {@snippet file="SpectraTest.java" region="tracy-widom"}
 *
 * <p>Computed from Fredholm determinants by Gauss–Legendre quadrature, no differential equation and no table: the
 * distribution function has an absolute error below 1e-14; beyond x = 2 {@link #survival} and the density have a relative one below 1e-12. The first use takes about half a second, then a value about a
 * microsecond.
 *
 * <p>The quaternion law has three conventions. Here it is that of Tracy and Widom (1996) and of Bornemann's tables, with
 * mean −2.3069. The edge of a β-ensemble with one scale for all β (Ramírez, Rider and Virág 2011) is this law times
 * \(2^{-1/6}\); \(\tfrac12(\det(I-T)+\det(I+T))\) as a function of s is this law times \(\sqrt2\).
 *
 * <p>References: C. A. Tracy and H. Widom, <i>On orthogonal and symplectic matrix ensembles</i>, Comm. Math. Phys. 177 (1996)
 * 727–754; P. L. Ferrari and H. Spohn, <i>A determinantal formula for the GOE Tracy–Widom distribution</i>, J. Phys. A 38
 * (2005) L557–L561; F. Bornemann, <i>On the numerical evaluation of distributions in random matrix theory: a review</i>, Markov
 * Process. Related Fields 16 (2010) 803–866.
 */
public final class TracyWidom implements Distribution {
    private static final double LEFT = -11;
    private static final double MIDDLE = 2;
    private static final double RIGHT = 40;
    private static final int DEGREE = 84;
    private static final double LEAST = 1e-13;
    private static final int MOMENT_NODES = 400;

    private final int beta;
    /** The argument s of the determinants in units of x. */
    private final double unit;

    private TracyWidom(int beta) {
        this.beta = beta;
        this.unit = beta == 4 ? Math.sqrt(2) : 1;
    }

    /** β = 1: real symmetric matrices and real data. */
    public static TracyWidom real() {
        return new TracyWidom(1);
    }

    /** β = 2: complex Hermitian matrices. */
    public static TracyWidom complex() {
        return new TracyWidom(2);
    }

    /** β = 4: quaternion self-dual matrices, in the convention of Tracy and Widom (mean −2.3069). */
    public static TracyWidom quaternion() {
        return new TracyWidom(4);
    }

    /**
     * The law for a Dyson index.
     *
     * @param beta 1, 2 or 4
     * @return the law in the conventions of this class
     * @throws IllegalArgumentException unless β is 1, 2 or 4: the others have no determinant
     */
    public static TracyWidom ofBeta(int beta) {
        if (beta != 1 && beta != 2 && beta != 4) {
            throw new IllegalArgumentException("the Tracy–Widom law is computed for β = 1, 2 and 4, got " + beta);
        }
        return new TracyWidom(beta);
    }

    /** The Dyson index β. */
    public int beta() {
        return beta;
    }

    /**
     * F and F′ left of the middle, log(1 − F) and log F′ right of it, where they fall by forty orders of magnitude: computed
     * once, when first asked for.
     */
    private static final class Table {
        static final ChebyshevSeries[][] SERIES = new ChebyshevSeries[3][];

        static {
            SoftEdge[] left = edges(LEFT, MIDDLE);
            SoftEdge[] right = edges(MIDDLE, RIGHT);
            for (int law = 0; law < 3; law++) {
                SERIES[law] = series(left, right, 1 << law);
            }
        }

        private static SoftEdge[] edges(double low, double high) {
            return Arrays.stream(ChebyshevSeries.points(low, high, DEGREE))
                    .mapToObj(SoftEdge::at)
                    .toArray(SoftEdge[]::new);
        }

        private static ChebyshevSeries[] series(SoftEdge[] left, SoftEdge[] right, int beta) {
            double[][] values = new double[4][DEGREE + 1];
            for (int i = 0; i <= DEGREE; i++) {
                values[0][i] = TracyWidom.cdf(left[i], beta);
                values[1][i] = TracyWidom.density(left[i], beta);
                double[] tail = right[i].tail(beta);
                values[2][i] = Math.log(tail[0]);
                values[3][i] = Math.log(tail[1]);
            }
            return new ChebyshevSeries[] {
                ChebyshevSeries.ofValues(LEFT, MIDDLE, values[0]),
                ChebyshevSeries.ofValues(LEFT, MIDDLE, values[1]),
                ChebyshevSeries.ofValues(MIDDLE, RIGHT, values[2]),
                ChebyshevSeries.ofValues(MIDDLE, RIGHT, values[3])
            };
        }
    }

    private ChebyshevSeries series(int which) {
        return Table.SERIES[beta / 2][which];
    }

    private static double cdf(SoftEdge edge, int beta) {
        double minus = edge.determinant(-1);
        double plus = edge.determinant(1);
        return beta == 1 ? minus : beta == 2 ? minus * plus : (minus + plus) / 2;
    }

    private static double density(SoftEdge edge, int beta) {
        if (beta == 1) {
            return edge.derivative(-1);
        }
        if (beta == 4) {
            return (edge.derivative(-1) + edge.derivative(1)) / 2;
        }
        return edge.derivative(-1) * edge.determinant(1) + edge.determinant(-1) * edge.derivative(1);
    }

    @Override
    public double density(double x) {
        double s = x * unit;
        if (!(s > LEFT && s < RIGHT)) {
            return Double.isNaN(x) ? Double.NaN : 0;
        }
        if (s < MIDDLE) {
            return unit * Math.max(0, series(1).at(s));
        }
        return unit * Math.exp(series(3).at(s));
    }

    @Override
    public double cdf(double x) {
        double s = x * unit;
        if (!(s > LEFT)) {
            return Double.isNaN(x) ? Double.NaN : 0;
        }
        return s < MIDDLE ? Math.max(0, series(0).at(s)) : 1 - survival(x);
    }

    @Override
    public double survival(double x) {
        double s = x * unit;
        if (!(s >= MIDDLE)) {
            return 1 - cdf(x);
        }
        // Beyond, less than 1e-70.
        return s < RIGHT ? Math.exp(series(2).at(s)) : 0;
    }

    /**
     * The quantile.
     *
     * @param probability from 1e-13 to 1, exclusive: below, the absolute error of the determinants is no longer small
     */
    @Override
    public double quantile(double probability) {
        if (!(probability >= LEAST && probability < 1)) {
            throw new IllegalArgumentException(
                    "quantiles are computed for probabilities from " + LEAST + " to below 1, got " + probability);
        }
        double upper = 1 - probability;
        return probability < 0.9
                ? Probability.invert(x -> cdf(x) - probability, this::density, LEFT / unit, RIGHT / unit)
                : Probability.invert(x -> upper - survival(x), this::density, -4 / unit, RIGHT / unit);
    }

    @Override
    public double moment(int k) {
        Probability.requireOrder(k);
        double low = LEFT / unit;
        double high = RIGHT / 2 / unit;
        return ChebyshevSeries.of(x -> Math.pow(x, k) * density(x), low, high, MOMENT_NODES)
                .integral()
                .at(high);
    }

    @Override
    public String toString() {
        return "Tracy–Widom law, β = " + beta;
    }
}
