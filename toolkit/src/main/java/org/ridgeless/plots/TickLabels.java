package org.ridgeless.plots;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The numbers of one axis, all written the same way: in plain digits, or all with a power of ten. */
final class TickLabels {
    private static final int LARGEST_PLAIN = 5;
    private static final int SMALLEST_PLAIN = -3;

    private TickLabels() {}

    /** Multiples of a step, with the decimals that tell them apart. */
    static String[] linear(List<BigDecimal> values, BigDecimal step) {
        BigDecimal largest =
                values.stream().map(BigDecimal::abs).max(BigDecimal::compareTo).orElse(BigDecimal.ONE);
        int exponent = largest.signum() == 0 ? 0 : largest.precision() - largest.scale() - 1;
        boolean plain = exponent < LARGEST_PLAIN && exponent >= SMALLEST_PLAIN;
        String[] labels = new String[values.size()];
        for (int i = 0; i < labels.length; i++) {
            BigDecimal value = plain ? values.get(i) : values.get(i).scaleByPowerOfTen(-exponent);
            int decimals = Math.max(0, step.stripTrailingZeros().scale() + (plain ? 0 : exponent));
            String digits =
                    value.setScale(decimals, java.math.RoundingMode.HALF_EVEN).toPlainString();
            String number = value.signum() == 0 ? "0" : digits.replace('-', '−');
            labels[i] = plain || value.signum() == 0 ? number : number + "·10" + Superscripts.exponent(exponent);
        }
        return labels;
    }

    /** One-digit multiples of powers of ten. */
    static String[] decades(double[] values) {
        boolean plain = Arrays.stream(values).allMatch(v -> v >= 0.999e-3 && v < 9999.5);
        return Arrays.stream(values)
                .mapToObj(value -> {
                    BigDecimal exact = BigDecimal.valueOf(value).round(new java.math.MathContext(2));
                    int exponent = exact.precision() - exact.scale() - 1;
                    String digit = exact.scaleByPowerOfTen(-exponent)
                            .setScale(0, java.math.RoundingMode.HALF_EVEN)
                            .toPlainString();
                    String power = "10" + Superscripts.exponent(exponent);
                    return plain
                            ? exact.stripTrailingZeros().toPlainString()
                            : digit.equals("1") ? power : digit + "·" + power;
                })
                .toArray(String[]::new);
    }
}
