package org.ridgeless.verdict;

/** What a claim accepts. */
final class Accepted {
    private Accepted() {}

    /** The numbers within a tolerance; null if number or tolerance cannot be told or the tolerance is negative. */
    static Interval around(double number, double tolerance) {
        return tolerance >= 0 && Double.isFinite(number) && Double.isFinite(tolerance)
                ? new Interval(number - tolerance, number + tolerance)
                : null;
    }
}
