package org.ridgeless.display;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** Numbers as people read them: four significant digits, scientific only where the plain form would be long. */
public final class Numbers {
    private static final int DIGITS = 4;

    private Numbers() {}

    /**
     * The number with four significant digits; integers up to nine digits stay whole.
     *
     * @param value any, NaN and infinities included
     * @return the number as people read it
     */
    public static String show(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : "−∞";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return minus(String.format(Locale.ROOT, "%.0f", value + 0.0));
        }
        double size = Math.abs(value);
        if (size < 1e-3 || size >= 1e6) {
            String digits = String.format(Locale.ROOT, "%." + (DIGITS - 1) + "e", value);
            return minus(digits.replaceFirst("e\\+?(-?)0*", "e$1"));
        }
        int whole = (int) Math.floor(Math.log10(size)) + 1;
        return minus(String.format(Locale.ROOT, "%." + Math.max(0, DIGITS - whole) + "f", value));
    }

    /**
     * The number of a tick mark: as few digits as tell it from its neighbours.
     *
     * @param value finite
     * @return the number as people read it
     */
    public static String tick(double value) {
        double size = Math.abs(value);
        if (size != 0 && (size < 1e-3 || size >= 1e5)) {
            return minus(new DecimalFormat("0.###E0", DecimalFormatSymbols.getInstance(Locale.ROOT))
                    .format(value)
                    .replace("E", "e"));
        }
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
        return minus(new DecimalFormat("0.######", symbols).format(value));
    }

    private static String minus(String number) {
        return (number.equals("-0") ? "0" : number)
                .replace("e-", "e~")
                .replace('-', '−')
                .replace("e~", "e-");
    }
}
