package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.kernel.protocol.WireClient.Execution;

/**
 * A long day of one kernel: cells of all kinds, over and over. In the end it has no more threads than at noon, and no more
 * memory but for what JShell keeps of each cell, its text and its class.
 */
class KernelSoakTest {

    /** {@code -Dridgeless.soak.seconds=…} soaks longer. */
    private static final Duration LENGTH = Duration.ofSeconds(Long.getLong("ridgeless.soak.seconds", 60));

    private static final long KILOBYTES_PER_CELL = 32;

    private static final List<String> DAY = List.of(
            "int x = 1; x + 1",
            "double twice(double v) { return 2 * v; }\ntwice(21)",
            "record Point(int x, int y) {}\nnew Point(1, 2)",
            "class Counter { int n; int next() { return ++n; } }\nnew Counter().next()",
            "for (int i = 0; i < 200; i++) System.out.println(\"line \" + i);",
            "var list = IntStream.range(0, 10_000).boxed().toList(); list.size()",
            "undefined + 1",
            "display(\"a\"); display(new int[][] {{1, 2}, {3, 4}}); clearOutput();",
            "throw new IllegalStateException(\"on purpose\");",
            "new byte[4_000_000].length",
            "IntStream.range(0, 1000).parallel().mapToDouble(Math::sin).sum()",
            "var t = new Thread(() -> System.out.println(\"from a thread\")); t.start(); t.join();",
            "while (true) { x++; }");

    @TempDir
    Path folder;

    @Test
    @Tag("slow")
    @Timeout(value = 7, unit = TimeUnit.DAYS)
    @EnabledOnOs(OS.LINUX)
    void threadsAndMemoryStayFlatAndEveryCellIsAnswered() throws Exception {
        try (KernelProcess kernel = KernelProcess.start(folder)) {
            long begin = System.nanoTime();
            int noon = soak(kernel, begin, LENGTH.dividedBy(2));
            Usage before = usage(kernel);
            int cells = noon + soak(kernel, begin, LENGTH);
            Usage after = usage(kernel);
            System.out.println(noon + " cells: " + before + "\n" + cells + " cells: " + after);
            assertThat(kernel.isAlive()).isTrue();
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 1);
            assertThat(after.heapKilobytes() - before.heapKilobytes()).isLessThan(KILOBYTES_PER_CELL * (cells - noon));
        }
    }

    /** Runs days until a time after the begin; returns the number of cells. */
    private static int soak(KernelProcess kernel, long begin, Duration until) throws InterruptedException {
        int cells = 0;
        while (System.nanoTime() - begin < until.toNanos()) {
            // The client remembers all that it has seen, so each day has one of its own.
            try (WireClient client = new WireClient(kernel.connection())) {
                for (String code : DAY) {
                    day(client, code);
                    cells++;
                }
            }
        }
        return cells;
    }

    private static void day(WireClient client, String code) throws InterruptedException {
        if (!code.startsWith("while")) {
            assertThat(client.execute(code).status()).isIn("ok", "error");
            return;
        }
        String id = client.send(client.shell, "execute_request", WireClient.execution(code));
        client.awaitOnIopub(message -> message.type().equals("execute_input"));
        Thread.sleep(100);
        client.ask(client.control, "interrupt_request", new JsonObject());
        assertThat(client.finish(id).status()).isEqualTo("error");
        assertThat(client.execute("1 + 1").result()).isEqualTo("2");
    }

    private record Usage(int threads, long heapKilobytes, long residentKilobytes) {}

    private static Usage usage(KernelProcess kernel) {
        try (WireClient client = new WireClient(kernel.connection())) {
            Execution execution = client.execute("System.gc(); System.gc();\n"
                    + "Thread.activeCount() + \" \" + Thread.getAllStackTraces().size() + \" \""
                    + " + (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1024");
            String[] numbers = execution.result().split(" ");
            return new Usage(Integer.parseInt(numbers[1]), Long.parseLong(numbers[2]), kernel.residentKilobytes());
        }
    }
}
