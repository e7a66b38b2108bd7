package org.ridgeless.spectra;

import org.ridgeless.random.Seeds;

/** An interval that holds the spectrum of a symmetric expression. */
final class Enclosure {
    private static final double MARGIN = 0.5;

    private Enclosure() {}

    /** From norms; an expression with an inverse has no bound of that kind and is drawn once. */
    static Interval of(MatrixExpression expression) {
        double bound = norm(expression);
        if (Double.isFinite(bound)) {
            return new Interval(-1.02 * bound, 1.02 * bound);
        }
        double[] values = Draws.symmetrized(expression.draw(Seeds.of(0).child("enclosure")))
                .symmetricEigenvalues();
        double low = values[0];
        double high = values[values.length - 1];
        double margin = MARGIN * Math.max(high - low, Math.max(Math.abs(low), Math.abs(high)) / 10);
        return new Interval(low - margin, high + margin);
    }

    private static double norm(MatrixExpression e) {
        return switch (e.kind()) {
            case WIGNER -> 2;
            case NOISE -> 1 + Math.sqrt((double) e.rows() / e.columns());
            case FIXED -> {
                double largest = 0;
                for (double entry : e.diagonal()) {
                    largest = Math.max(largest, Math.abs(entry));
                }
                yield largest;
            }
            case SUM -> norm(e.parts().get(0)) + norm(e.parts().get(1));
            case PRODUCT -> norm(e.parts().get(0)) * norm(e.parts().get(1));
            case SCALED -> Math.abs(e.factor()) * norm(e.parts().get(0));
            case TRANSPOSE -> norm(e.parts().get(0));
            case INVERSE -> Double.POSITIVE_INFINITY;
        };
    }
}
