package org.ridgeless.oldverdict;

import org.ridgeless.display.Numbers;

/** Where a curve peaks, and whether its lead is more than noise. */
final class Peak {
    private Peak() {}

    static Check check(String text, double place, double[] x, double[] y, double[] errors, double tolerance) {
        int top = largest(y);
        if (top < 0) {
            return new Check(text, place, Double.NaN, 0, new Band(tolerance, tolerance), "every value is missing");
        }
        int rival = rival(x, y, x[top], tolerance);
        String detail = "peak " + Numbers.show(y[top]);
        boolean clear = true;
        if (rival >= 0) {
            double noise = Band.STANDARD_ERRORS * Math.hypot(errors[top], errors[rival]);
            clear = y[top] - y[rival] > noise || noise == 0;
            detail += ", next elsewhere " + Numbers.show(y[rival]) + " at " + Numbers.show(x[rival]);
        }
        // A lead within noise means that the place is not known.
        double error = clear ? 0 : Double.NaN;
        return new Check(text, place, x[top], error, new Band(tolerance, tolerance), detail);
    }

    private static int largest(double[] y) {
        int top = -1;
        for (int i = 0; i < y.length; i++) {
            if (!Double.isNaN(y[i]) && (top < 0 || y[i] > y[top])) {
                top = i;
            }
        }
        return top;
    }

    private static int rival(double[] x, double[] y, double peak, double tolerance) {
        int rival = -1;
        for (int i = 0; i < y.length; i++) {
            if (Math.abs(x[i] - peak) > tolerance && !Double.isNaN(y[i]) && (rival < 0 || y[i] > y[rival])) {
                rival = i;
            }
        }
        return rival;
    }
}
