package org.ridgeless.linalg;

import java.util.Locale;

/**
 * What this process may hold at once: half of its heap. Refused before it is allocated, an array too large is an error with a
 * number in it; afterwards it is the end of the process.
 */
public final class Memory {
    private Memory() {}

    /**
     * Whether so many numbers in double precision fit.
     *
     * @param numbers how many
     * @return whether they take at most half of the heap that this process may have
     */
    public static boolean fits(double numbers) {
        return Double.BYTES * numbers <= Runtime.getRuntime().maxMemory() / 2.0;
    }

    /**
     * Refuses more numbers in double precision than fit.
     *
     * @param what what needs them, at the start of the message
     * @param numbers how many, 8 bytes each
     * @throws IllegalArgumentException if they do not fit, with what they need and what there is
     */
    public static void require(String what, double numbers) {
        if (!fits(numbers)) {
            throw new IllegalArgumentException(what + " needs " + need(numbers));
        }
    }

    /**
     * So many numbers against what there is, in words.
     *
     * @param numbers how many, 8 bytes each
     * @return the end of the message, in gigabytes
     */
    public static String need(double numbers) {
        return String.format(
                Locale.ROOT,
                "%.1f GB; this process may use %.1f GB and keeps half of that free",
                Double.BYTES * numbers / 1e9,
                Runtime.getRuntime().maxMemory() / 1e9);
    }
}
