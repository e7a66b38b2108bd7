package org.ridgeless.verdict;

/**
 * What a theory and a wrong theory say of one observation.
 *
 * @param predicted by the theory; not a number for one-sided claims
 * @param accepted around that number; null where the theory has no number
 * @param room what the same tolerance accepts around the number of the wrong theory
 * @param observed the number that was measured
 * @param interval its confidence interval
 */
public record Contrast(double predicted, Interval accepted, Interval room, double observed, Interval interval) {}
