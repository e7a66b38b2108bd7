package org.ridgeless.plots;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Where an axis carries numbers and where only a mark. */
record Ticks(double[] at, String[] labels, double[] minor) {
    private static final int FEWEST = 2;
    /** Below so many decades a logarithmic axis reads better with the numbers of a linear one. */
    private static final double SHORT = 0.7;
    /** Below so many decades there is room for 1, 2 and 5 times a power of ten. */
    private static final double SUBDIVIDED = 2.3;

    private static final int MOST_MINOR = 100;
    private static final int[] EVERY = {1, 2, 3, 4, 5, 10, 20, 50, 100, 200};
    private static final int SMALLEST_POWER = -323;
    private static final int LARGEST_POWER = 308;

    /** How many labels fit into so many pixels. */
    interface Fit {
        boolean fits(String[] labels);
    }

    /** As many ticks as fit, at round numbers. */
    static Ticks of(Scale scale, boolean integers, int most, Fit fit) {
        Ticks ticks = of(scale, integers, Math.max(FEWEST, most));
        for (int count = FEWEST + 1; ticks.at.length < FEWEST && count <= 3 * FEWEST; count++) {
            ticks = of(scale, integers, count);
        }
        for (int count = most - 1; count >= FEWEST && !fit.fits(ticks.labels); count--) {
            ticks = of(scale, integers, count);
        }
        return ticks;
    }

    private static Ticks of(Scale scale, boolean integers, int most) {
        if (!scale.log()) {
            return linear(scale, integers, most);
        }
        double decades = Math.log10(scale.high()) - Math.log10(scale.low());
        if (decades < SHORT) {
            return linear(scale, integers, most);
        }
        if (decades < SUBDIVIDED && Math.floor(3 * decades) <= most) {
            return decades(scale, 1, new int[] {1, 2, 5});
        }
        if (decades < SUBDIVIDED && Math.floor(2 * decades) <= most) {
            return decades(scale, 1, new int[] {1, 3});
        }
        int every = EVERY[EVERY.length - 1];
        for (int i = EVERY.length - 1; i >= 0; i--) {
            every = decades / EVERY[i] <= most ? EVERY[i] : every;
        }
        return decades(scale, every, new int[] {1});
    }

    private static Ticks linear(Scale scale, boolean integers, int most) {
        double half = scale.high() / 2 - scale.low() / 2;
        BigDecimal step = step(2 * (half / most), half / most, integers);
        BigDecimal low = new BigDecimal(scale.low());
        BigDecimal high = new BigDecimal(scale.high());
        List<BigDecimal> at = new ArrayList<>();
        BigDecimal value = low.divide(step, 0, java.math.RoundingMode.CEILING).multiply(step);
        for (; value.compareTo(high) <= 0 && at.size() <= 4 * most; value = value.add(step)) {
            at.add(value);
        }
        double[] places = at.stream().mapToDouble(BigDecimal::doubleValue).toArray();
        return new Ticks(places, TickLabels.linear(at, step), new double[0]);
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is as large as wanted; {@code half} is half of it, which cannot overflow. */
    private static BigDecimal step(double wanted, double half, boolean integers) {
        BigDecimal least =
                Double.isFinite(wanted) ? new BigDecimal(wanted) : new BigDecimal(half).multiply(BigDecimal.valueOf(2));
        int exponent = least.precision() - least.scale() - 1;
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(exponent);
        for (int factor : new int[] {1, 2, 5, 10}) {
            BigDecimal step = power.multiply(BigDecimal.valueOf(factor));
            if (step.compareTo(least) >= 0) {
                return integers ? step.max(BigDecimal.ONE) : step;
            }
        }
        throw new AssertionError("ten times " + power + " is below " + least);
    }

    private static Ticks decades(Scale scale, int every, int[] digits) {
        int first = (int) Math.floor(Math.log10(scale.low())) - 1;
        int last = (int) Math.ceil(Math.log10(scale.high())) + 1;
        List<Double> at = new ArrayList<>();
        List<Double> minor = new ArrayList<>();
        for (int power = Math.max(SMALLEST_POWER, first); power <= Math.min(LARGEST_POWER, last); power++) {
            boolean labelled = Math.floorMod(power, every) == 0;
            for (int digit = 1; digit <= 9; digit++) {
                double value = new BigDecimal(digit).scaleByPowerOfTen(power).doubleValue();
                if (value > 0 && scale.contains(value)) {
                    boolean major = labelled && contains(digits, digit);
                    if (major) {
                        at.add(value);
                    } else if (every == 1 || digit == 1) {
                        minor.add(value);
                    }
                }
            }
        }
        double[] places = at.stream().mapToDouble(v -> v).toArray();
        double[] marks = minor.stream().mapToDouble(v -> v).toArray();
        return new Ticks(places, TickLabels.decades(places), marks.length > MOST_MINOR ? new double[0] : marks);
    }

    private static boolean contains(int[] digits, int digit) {
        for (int one : digits) {
            if (one == digit) {
                return true;
            }
        }
        return false;
    }
}
