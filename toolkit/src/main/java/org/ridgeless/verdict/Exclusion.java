package org.ridgeless.verdict;

import org.ridgeless.display.Numbers;

/**
 * What a check says of a wrong theory.
 *
 * @param rival its name
 * @param value its number, in the cell that speaks most clearly against it; not a number if it says nothing that differs
 * @param cell that cell; empty if there is one only
 * @param excluded whether the confidence interval misses what the tolerance accepts around that number
 * @param standardErrors the distance of the observation from there; infinite where nothing is random
 * @param contrast theory, rival and observation side by side in that cell; null if the rival says nothing that differs
 */
public record Exclusion(
        String rival, double value, String cell, boolean excluded, double standardErrors, Contrast contrast) {
    @Override
    public String toString() {
        String name = rival + (Double.isNaN(value) ? "" : " (" + Numbers.show(value) + ")");
        if (!excluded) {
            return "not " + name;
        }
        String distance = Double.isInfinite(standardErrors) ? "exactly" : "by " + rounded() + " SE";
        return name + " " + distance;
    }

    private String rounded() {
        return standardErrors < 10
                ? String.format(java.util.Locale.ROOT, "%.1f", standardErrors)
                : String.format(java.util.Locale.ROOT, "%.0f", standardErrors);
    }
}
