package org.ridgeless.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.function.DoubleSupplier;

/**
 * Answers lines {@code NAME SECONDS} with the units of that work done in a CPU-second, or in a second, so that a driver can alternate
 * between this process and others.
 */
public final class Worker {
    private Worker() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("COLD")) {
            Work.descent(128, 4000).run();
            return;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            System.out.println(rate(Work.valueOf(words[0]), Double.parseDouble(words[1])));
        }
    }

    private static double rate(Work work, double seconds) {
        Runnable block = work.block();
        block.run();
        // Work in several threads is measured by the clock on the wall, all other by the time of the processor.
        boolean wall = work.name().endsWith("_TWO");
        DoubleSupplier clock = wall ? () -> System.nanoTime() / 1e9 : Worker::cpuSeconds;
        double start = clock.getAsDouble();
        double spent = 0;
        long units = 0;
        while (spent < seconds) {
            block.run();
            units += work.units();
            spent = clock.getAsDouble() - start;
        }
        return units / spent;
    }

    /** Of the whole process, since replicas run on threads of their own; so the compiler is to be warm. */
    private static double cpuSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
