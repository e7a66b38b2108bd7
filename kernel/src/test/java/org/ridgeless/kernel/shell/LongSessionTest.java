package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cell leaves in memory is its text and its class, not the compiler that it came from. */
@Tag("slow")
class LongSessionTest {

    private static final int CELLS = 50;

    /** What grows but once, such as the index of all classes, is in one of the rounds. */
    private static final int ROUNDS = 5;

    private static final int KILOBYTES_PER_CELL = 64;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 + 1",
                "undefined + 1",
                "var t = new Thread(() -> System.out.println(\"from a thread\")); t.start(); t.join();",
                "class Counter { int n; int next() { return ++n; } }\nnew Counter().next()"
            })
    void aCellCostsSomeKilobytes(String code) {
        RecordedOutput output = new RecordedOutput();
        try (JavaShell shell = JavaShell.start(ShellOptions.defaults())) {
            long least = Long.MAX_VALUE;
            long before = usedKilobytes();
            for (int round = 0; round < ROUNDS && least >= KILOBYTES_PER_CELL; round++) {
                run(shell, code, output);
                long after = usedKilobytes();
                least = Math.min(least, (after - before) / CELLS);
                before = after;
            }
            assertThat(least).isLessThan(KILOBYTES_PER_CELL);
        }
    }

    private static void run(JavaShell shell, String code, RecordedOutput output) {
        for (int i = 0; i < CELLS; i++) {
            shell.evaluate(code, output);
        }
    }

    private static long usedKilobytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        System.gc();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1024;
    }
}
