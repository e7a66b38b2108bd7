package org.ridgeless.kernel.magics;

import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * {@code %timeit}: the time of code that is short, from many runs of it. Java compiles what runs often, so runs come first that
 * do not count, until a second has passed; then seven repetitions of as many runs as fill a fifth of a second each.
 */
final class Repetition {
    private static final long WARM_UP_NANOS = 1_000_000_000;
    private static final long REPETITION_NANOS = 200_000_000;
    private static final int REPETITIONS = 7;

    // What is never looked at, the compiler leaves out.
    private static volatile Object sink;

    private Repetition() {}

    static Object time(Callable<?> code) throws Exception {
        long begin = System.nanoTime();
        long warm = 0;
        while (warm == 0 || System.nanoTime() - begin < WARM_UP_NANOS) {
            sink = code.call();
            warm++;
        }
        double once = (System.nanoTime() - begin) / (double) warm;
        long runs = Math.max(1, Math.round(REPETITION_NANOS / once));
        double[] times = new double[REPETITIONS];
        for (int i = 0; i < REPETITIONS; i++) {
            long start = System.nanoTime();
            for (long k = 0; k < runs; k++) {
                sink = code.call();
            }
            times[i] = (System.nanoTime() - start) / (double) runs;
        }
        sink = null;
        System.out.println(report(times, runs, warm));
        return null;
    }

    /** Mean and standard deviation of nanoseconds, in a unit that fits. */
    static String report(double[] nanos, long runs, long warm) {
        double mean = 0;
        for (double one : nanos) {
            mean += one / nanos.length;
        }
        double squares = 0;
        for (double one : nanos) {
            squares += (one - mean) * (one - mean);
        }
        double spread = Math.sqrt(squares / (nanos.length - 1));
        return String.format(
                Locale.ROOT,
                "%s ± %s a run (mean and standard deviation of %d repetitions of %,d %s, after %,d to warm up)",
                show(mean),
                show(spread),
                nanos.length,
                runs,
                runs == 1 ? "run" : "runs",
                warm);
    }

    private static String show(double nanos) {
        String[] units = {"ns", "µs", "ms", "s"};
        double value = nanos;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(
                Locale.ROOT, value < 10 ? "%.2f %s" : value < 100 ? "%.1f %s" : "%.0f %s", value, units[unit]);
    }
}
