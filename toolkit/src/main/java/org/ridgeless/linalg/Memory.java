package org.ridgeless.linalg;

import java.util.Locale;

/**
 * What this process may hold at once: half of its heap. Refused before it is allocated, an array too large is an error with a
 * number in it; afterwards it is the end of the process.
 */
public final class Memory {
    private Memory() {}

    /** Whether so many numbers in double precision fit. */
    public static boolean fits(double numbers) {
        return Double.BYTES * numbers <= Runtime.getRuntime().maxMemory() / 2.0;
    }

    /**
     * Refuses more numbers in double precision than fit.
     *
     * @param what what needs them, at the start of a sentence
     */
    public static void require(String what, double numbers) {
        if (!fits(numbers)) {
            throw new IllegalArgumentException(what + " needs " + need(numbers));
        }
    }

    /** So many numbers against what there is, in words. */
    public static String need(double numbers) {
        return String.format(
                Locale.ROOT,
                "%.1f GB; this process may use %.1f GB and keeps half of that free",
                Double.BYTES * numbers / 1e9,
                Runtime.getRuntime().maxMemory() / 1e9);
    }
}
