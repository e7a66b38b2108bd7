package org.ridgeless.kernel.magics;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/** {@code %time} and {@code %%time}: how long code takes, by the clock and on the processors. */
final class Stopwatch {
    private long wall;
    private long processor;
    private boolean running;

    /** Both forms become calls of {@link MagicFunctions} before they get here; these entries are for help and completion. */
    List<Magic> magics() {
        return List.of(
                SimpleMagic.both(
                        "time",
                        "%time CODE   or   %%time in the first line\nTells how long the line or the cell takes.",
                        (call, session) -> {
                            String code = code(call);
                            start();
                            session.eval(code);
                            report();
                            return null;
                        }),
                SimpleMagic.both(
                        "timeit",
                        "%timeit CODE   or   %%timeit [SETUP] in the first line\n"
                                + "Tells how long the line or the cell takes, as the mean of many runs.",
                        (call, session) -> {
                            String code = code(call);
                            return Repetition.time(() -> session.eval(code));
                        }));
    }

    private static String code(MagicCall call) {
        String code = call.body() == null ? call.line() : call.body();
        if (code.isBlank()) {
            throw new IllegalArgumentException("%" + call.name() + " takes code behind it in its line, or stands as %%"
                    + call.name() + " above a cell");
        }
        return code;
    }

    void start() {
        running = true;
        processor = processorNanos();
        wall = System.nanoTime();
    }

    /** Tells the time, if the watch runs. */
    void report() {
        if (running) {
            double elapsed = (System.nanoTime() - wall) / 1e9;
            double used = (processorNanos() - processor) / 1e9;
            running = false;
            System.out.printf(Locale.ROOT, "time: %s, processors: %s%n", show(elapsed), show(used));
        }
    }

    private static String show(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.1f ms", 1000 * seconds)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    private static long processorNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }
}
