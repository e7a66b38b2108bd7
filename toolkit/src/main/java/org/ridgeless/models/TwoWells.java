package org.ridgeless.models;

/**
 * Two equally deep wells of different width:
 * \( V(x, z) = h (x^2-1)^2 + \tfrac12 k(x) \|z\|^2 \) with z in ℝᴰ and
 * \( k(x) = k_w + (k_n - k_w)/(1 + e^{-x/s}) \), wide (k_w) around x = −1 and narrow (k_n) around x = +1.
 *
 * <p>Integrating z out of \( e^{-V/T} \) leaves \( p(x) \propto e^{-h(x^2-1)^2/T} k(x)^{-D/2} \), so the odds of the wide well
 * tend to \( (k_n/k_w)^{D/2} \) as the switch sharpens.
 *
 * @param barrier h
 * @param wide k_w, the curvature in the wide well
 * @param narrow k_n, the curvature in the narrow well
 * @param width s, the width of the switch
 * @param flat D, the number of directions in which the wells differ
 */
public record TwoWells(double barrier, double wide, double narrow, double width, int flat) implements Potential {
    /**
     * Refuses wells without a barrier, a curvature or a width.
     *
     * @throws IllegalArgumentException if h, a curvature or the width is not positive and finite, or D is negative
     */
    public TwoWells {
        if (!(barrier > 0 && wide > 0 && narrow > 0 && width > 0) || flat < 0) {
            throw new IllegalArgumentException(
                    "two wells need positive barrier, curvatures and width and D ≥ 0, got h = " + barrier + ", k = "
                            + wide + " and " + narrow + ", s = " + width + ", D = " + flat);
        }
    }

    @Override
    public int dimension() {
        return flat + 1;
    }

    @Override
    public double value(double[] f) {
        double squares = 0;
        for (int i = 1; i < f.length; i++) {
            squares += f[i] * f[i];
        }
        double well = f[0] * f[0] - 1;
        return barrier * well * well + (flat == 0 ? 0 : curvature(f[0]) * squares / 2);
    }

    @Override
    public void gradient(double[] f, double[] into) {
        double x = f[0];
        into[0] = 4 * barrier * x * (x * x - 1);
        if (flat == 0) {
            return;
        }
        double switched = logistic(x);
        double k = wide + (narrow - wide) * switched;
        double squares = 0;
        for (int i = 1; i < f.length; i++) {
            squares += f[i] * f[i];
            into[i] = k * f[i];
        }
        into[0] += (narrow - wide) * switched * (1 - switched) / width * squares / 2;
    }

    /**
     * k(x).
     *
     * @param x place along the line of the wells
     * @return the curvature across it
     */
    public double curvature(double x) {
        return wide + (narrow - wide) * logistic(x);
    }

    /**
     * k′(x).
     *
     * @param x place along the line of the wells
     * @return the derivative of the curvature across it
     */
    public double slope(double x) {
        double switched = logistic(x);
        return (narrow - wide) * switched * (1 - switched) / width;
    }

    /**
     * The unnormalized marginal density of x at temperature T.
     *
     * @param x place along the line of the wells
     * @param temperature T &gt; 0, in the units of h
     * @return e^{−V/T} integrated over the D directions, up to a factor
     */
    public double marginal(double x, double temperature) {
        double well = x * x - 1;
        return Math.exp(-barrier * well * well / temperature - flat / 2.0 * Math.log(curvature(x)));
    }

    /**
     * The marginal law of x at temperature T.
     *
     * @param temperature T &gt; 0, in the units of h
     * @return the law, between ends beyond which its density is negligible
     */
    public GibbsMarginal gibbs(double temperature) {
        // Beyond this point the exponent is below −750 and the density underflows.
        double reach = Math.sqrt(1 + Math.sqrt(750 * temperature / barrier));
        return new GibbsMarginal(x -> marginal(x, temperature), -reach, reach);
    }

    private double logistic(double x) {
        return 1 / (1 + Math.exp(-x / width));
    }
}
