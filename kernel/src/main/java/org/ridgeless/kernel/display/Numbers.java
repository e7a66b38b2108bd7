package org.ridgeless.kernel.display;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers inside tables and arrays: four significant digits, as many as an eye compares. */
final class Numbers {
    private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final double LARGE = 1e6;
    private static final double SMALL = 1e-4;

    private Numbers() {}

    static String show(double x) {
        if (Double.isNaN(x) || Double.isInfinite(x) || x == 0) {
            return Double.toString(x);
        }
        BigDecimal rounded = new BigDecimal(x).round(DIGITS);
        double size = rounded.abs().doubleValue();
        if (size >= LARGE || size < SMALL) {
            return scientific(rounded);
        }
        String plain = rounded.stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static String scientific(BigDecimal rounded) {
        BigDecimal stripped = rounded.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        String digits = stripped.unscaledValue().abs().toString();
        String mantissa = digits.substring(0, 1) + "." + (digits.length() > 1 ? digits.substring(1) : "0");
        return (stripped.signum() < 0 ? "-" : "") + mantissa + String.format(Locale.ROOT, "e%d", exponent);
    }
}
