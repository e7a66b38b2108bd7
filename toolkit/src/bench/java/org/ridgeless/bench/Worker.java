package org.ridgeless.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * Answers lines {@code NAME SECONDS} with the units of that work done in a CPU-second, or a second of {@link TwoThreads}, so that a
 * driver can alternate between this process and others.
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
        double start = cpuSeconds();
        double spent = 0;
        long units = 0;
        while (spent < seconds) {
            block.run();
            units += work.units();
            spent = block instanceof TwoThreads two ? spent + two.seconds() : cpuSeconds() - start;
        }
        return units / spent;
    }

    /** Of the whole process, since replicas run on threads of their own; so the compiler is to be warm. */
    private static double cpuSeconds() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / 1e9;
    }
}
