package org.ridgeless.oldverdict;

/** Argument checks shared by the rules. */
final class Require {
    private Require() {}

    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a " + name + " must be a finite number, got " + value);
        }
        return value;
    }

    static double notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a " + name + " must be finite and not negative, got " + value);
        }
        return value;
    }

    static void sameLength(String first, int firstLength, String second, int secondLength) {
        if (firstLength != secondLength) {
            throw new IllegalArgumentException(first + " and " + second + " must have the same length, got "
                    + firstLength + " and " + secondLength);
        }
    }
}
