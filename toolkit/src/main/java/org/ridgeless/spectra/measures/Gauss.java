package org.ridgeless.spectra.measures;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * The standard normal law: density, tails and the error functions behind them.
 *
 * {@snippet file="SpectraTest.java" region="gauss"}
 */
public final class Gauss {
    private Gauss() {}

    /**
     * \(\varphi(x) = e^{-x^2/2}/\sqrt{2\pi}\).
     *
     * @param x any number
     * @return φ(x)
     */
    public static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /**
     * The upper tail \(Q(x) = P(\xi > x) = \tfrac12\operatorname{erfc}(x/\sqrt2)\), accurate far out.
     *
     * @param x any number
     * @return from 0 to 1
     */
    public static double tail(double x) {
        return Erfc.value(x / Math.sqrt(2)) / 2;
    }

    /**
     * The error function.
     *
     * @param x any number
     * @return from −1 to 1
     */
    public static double erf(double x) {
        return Erf.value(x);
    }

    /**
     * The complementary error function.
     *
     * @param x any number
     * @return from 0 to 2
     */
    public static double erfc(double x) {
        return Erfc.value(x);
    }
}
