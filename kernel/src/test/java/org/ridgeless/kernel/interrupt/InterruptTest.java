package org.ridgeless.kernel.interrupt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.CellResult.Status;
import org.ridgeless.kernel.shell.JavaShell;
import org.ridgeless.kernel.shell.RecordedOutput;
import org.ridgeless.kernel.shell.ShellOptions;

class InterruptTest {

    private static JavaShell shell;
    private final RecordedOutput output = new RecordedOutput();

    @BeforeAll
    static void start() {
        shell = JavaShell.start(ShellOptions.defaults());
        shell.evaluate("int kept = 7; volatile boolean started = false;", new RecordedOutput());
        shell.evaluate("void begin() { System.out.print(\"started\"); }", new RecordedOutput());
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    static Stream<Arguments> loops() {
        return Stream.of(
                Arguments.of("tight loop", "begin();\nwhile (true) {}"),
                Arguments.of("sleep", "begin();\nThread.sleep(60_000);"),
                Arguments.of("numeric loop", "begin();\nlong s = 0;\nfor (long i = 0; i < 1L << 60; i++) s += i;"),
                Arguments.of(
                        "int loop in a method",
                        "int spin() { int s = 0; for (int r = 0; r < 1 << 30; r++) for (int i = 0; i < 1 << 30; i++) s"
                                + " ^= i * r; return s; }\n"
                                + "begin();\n"
                                + "spin()"),
                Arguments.of(
                        "static loop of a class",
                        "class Spin { static long go() { long s = 0; while (s >= 0) s = (s + 1) & 0xffff; return s; }"
                                + " }\n"
                                + "begin();\n"
                                + "Spin.go()"),
                Arguments.of(
                        "endless recursion of a kind",
                        "void f(int n) { if (n > 0) { f(n - 1); f(n - 1); } }\nbegin();\nf(60)"),
                Arguments.of("socket accept", "var server = new ServerSocket(0);\nbegin();\nserver.accept()"),
                Arguments.of(
                        "socket read",
                        "var server2 = new ServerSocket(0);\n"
                                + "var client = new Socket(\"localhost\", server2.getLocalPort());\n"
                                + "begin();\n"
                                + "client.getInputStream().read()"),
                Arguments.of(
                        "lock",
                        "var lock = new java.util.concurrent.locks.ReentrantLock();\n"
                                + "var holder = new Thread(() -> lock.lock());\n"
                                + "holder.start(); holder.join();\n"
                                + "begin();\n"
                                + "lock.lockInterruptibly();"),
                Arguments.of("wait", "Object o = new Object();\nbegin();\nsynchronized (o) { o.wait(); }"),
                Arguments.of(
                        "swallowed interrupts",
                        "begin();\nwhile (true) { try { Thread.sleep(1000); } catch (InterruptedException e) {} }"),
                Arguments.of(
                        "catch everything",
                        "begin();\nint n = 0;\nwhile (true) { try { n++; if (n < 0) n = 0; } catch (Throwable t) {} }"),
                Arguments.of(
                        "catch everything, nested",
                        "begin();\nwhile (true) { try { while (true) { kept = kept; } } catch (Throwable t) {} }"),
                Arguments.of(
                        "parallel stream",
                        "begin();\nIntStream.range(0, 8).parallel().forEach(i -> { while (true) { Math.sin(i); } });"),
                Arguments.of("printing", "begin();\nwhile (true) System.out.println(\"x\");"),
                Arguments.of(
                        "its own threads",
                        "var t = new Thread(() -> { while (true) { try { Thread.sleep(5); } catch (Exception e) {} }"
                                + " });\n"
                                + "t.start();\n"
                                + "begin();\n"
                                + "t.join();"),
                Arguments.of("second statement", "int first = 1;\nbegin();\nfor (;;) { first++; }"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("loops")
    void stopsAndLeavesNothingBehind(String name, String code) throws Exception {
        // What another test has abandoned may still go on.
        List<Thread> before = threadsInCells();
        CompletableFuture<CellResult> cell = evaluating(code);
        awaitStart();
        shell.interrupt();
        CellResult result = cell.get();

        assertThat(result.status()).isEqualTo(Status.INTERRUPTED);
        assertThat(result.error().orElseThrow().message()).doesNotContain("background");
        assertThat(threadsInCells()).isSubsetOf(before);
        assertThat(shell.evaluate("kept", output).result().orElseThrow().plainText())
                .isEqualTo("7");
    }

    @Test
    void stopsWhatRunsAgainAsItWasCompiled() throws Exception {
        String code = "var again = new Thread(new Runnable() {\n"
                + "    public void run() { while (endless) { Math.sin(1); } }\n});\n"
                + "again.start();\nif (endless) { begin(); }\nagain.join();";
        shell.evaluate("boolean endless = false;", output);
        assertThat(shell.evaluate(code, output).status()).isEqualTo(Status.OK);
        assertThat(shell.evaluate(code, output).status()).isEqualTo(Status.OK);
        shell.evaluate("endless = true;", output);
        stopsAndLeavesNothingBehind("again", code);
    }

    @Test
    void anInterruptDuringCompilationIsNotLost() throws Exception {
        for (int delay : new int[] {0, 1, 5, 10, 20}) {
            CompletableFuture<CellResult> cell = evaluating("int a" + delay + " = 1;\nwhile (true) {}");
            while (shell.isIdle()) {
                Thread.onSpinWait();
            }
            Thread.sleep(delay);
            shell.interrupt();
            assertThat(cell.get().status()).isEqualTo(Status.INTERRUPTED);
        }
    }

    @Test
    void anInterruptBetweenCellsHarmsNothing() {
        shell.interrupt();
        assertThat(shell.evaluate("1 + 1", output).status()).isEqualTo(Status.OK);
    }

    @Test
    void aThreadOfAnEarlierCellSurvivesAnInterrupt() throws Exception {
        shell.evaluate(
                "var beats = new java.util.concurrent.atomic.AtomicLong();\n"
                        + "var beating = new Thread(() -> { while (beats.get() >= 0) beats.incrementAndGet(); });\n"
                        + "beating.setDaemon(true); beating.start();",
                output);
        CompletableFuture<CellResult> cell = evaluating("begin();\nwhile (true) {}");
        awaitStart();
        shell.interrupt();
        cell.get();
        assertThat(shell.evaluate("beating.isAlive()", output)
                        .result()
                        .orElseThrow()
                        .plainText())
                .isEqualTo("true");
        shell.evaluate("beats.set(Long.MIN_VALUE); beating.join();", output);
    }

    @Test
    void libraryCodeThatCannotBeStoppedIsReportedAsAbandoned() throws Exception {
        // One long call, so that the interrupt cannot arrive between two.
        shell.evaluate(
                "var huge = java.math.BigInteger.TWO.pow(40_000_000).subtract(java.math.BigInteger.ONE);", output);
        String code = "begin();\nhuge.toString().length()";
        CompletableFuture<CellResult> cell = evaluating(code);
        awaitThread(frames ->
                Stream.of(frames).anyMatch(frame -> frame.getClassName().equals("java.math.BigInteger")));
        shell.interrupt();
        CellResult result = cell.get();
        assertThat(result.status()).isEqualTo(Status.INTERRUPTED);
        assertThat(result.error().orElseThrow().message()).contains("background");
        // Whoever watches the abandoned thread must leave the threads of later cells alone.
        CellResult later = shell.evaluate("Thread.sleep(2500);\nkept", output);
        assertThat(later.status()).isEqualTo(Status.OK);
        assertThat(later.result().orElseThrow().plainText()).isEqualTo("7");
    }

    @Test
    void theNextCellIsNotTakenForTheInterruptedOneWhoseThreadAndPoolItUses() throws Exception {
        // In a new shell the first cell starts the thread that runs the later ones.
        try (JavaShell fresh = JavaShell.start(ShellOptions.defaults())) {
            CompletableFuture<CellResult> cell = evaluating(
                    fresh,
                    "var pool = java.util.concurrent.Executors.newFixedThreadPool(1);\npool.submit(() -> 1).get();\n"
                            + "{ System.out.println(\"started\"); while (true) {} }");
            awaitStart();
            fresh.interrupt();
            assertThat(cell.get().status()).isEqualTo(Status.INTERRUPTED);
            CellResult next = fresh.evaluate(
                    "var task = pool.submit(() -> { Thread.sleep(1200); long s = 0; for (int i = 0; i < 1000; i++) s += i; return s; });\n"
                            + "Thread.sleep(1500);\nlong sum = task.get();\npool.shutdown();\nsum",
                    output);
            assertThat(next.error().map(CellError::message)).isEmpty();
            assertThat(next.result().orElseThrow().plainText()).isEqualTo("499500");
        }
    }

    private CompletableFuture<CellResult> evaluating(String code) {
        return evaluating(shell, code);
    }

    /** On a thread of its own: cells may use the common pool themselves. */
    private CompletableFuture<CellResult> evaluating(JavaShell where, String code) {
        return CompletableFuture.supplyAsync(
                () -> where.evaluate(code, output), task -> new Thread(task, "evaluating").start());
    }

    /** Waits until the cell has begun and is past the call that says so. */
    private void awaitStart() {
        awaitThread(frames -> Stream.of(frames).anyMatch(Stragglers::isCellCode)
                && Stream.of(frames).noneMatch(frame -> frame.getMethodName().equals("begin")));
    }

    private void awaitThread(Predicate<StackTraceElement[]> wanted) {
        while (output.out.indexOf("started") < 0
                || Thread.getAllStackTraces().values().stream().noneMatch(wanted)) {
            Thread.onSpinWait();
        }
    }

    private static List<Thread> threadsInCells() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> Stream.of(entry.getValue()).anyMatch(Stragglers::isCellCode))
                .map(java.util.Map.Entry::getKey)
                .toList();
    }

    @Test
    void aTaskInThePoolOfAnEarlierCellIsStoppedAndThePoolLivesOn() throws Exception {
        shell.evaluate(
                "var pool = java.util.concurrent.Executors.newFixedThreadPool(1);\npool.submit(() -> 1).get()", output);
        CompletableFuture<CellResult> cell = evaluating("pool.submit(() -> { begin(); while (true) {} }).get()");
        awaitStart();
        shell.interrupt();
        assertThat(cell.get().status()).isEqualTo(Status.INTERRUPTED);
        CellResult later = shell.evaluate("int two = pool.submit(() -> 2).get();\npool.shutdown();\ntwo", output);
        assertThat(later.result().orElseThrow().plainText()).isEqualTo("2");
    }

    @Test
    void aDeadlockIsReportedAndEndsWhenItsLockIsFree() throws Exception {
        shell.evaluate(
                "var taken = new java.util.concurrent.locks.ReentrantLock();\n"
                        + "var free = new java.util.concurrent.CountDownLatch(1);\n"
                        + "var owner = new Thread(() -> { taken.lock();"
                        + " try { free.await(); } catch (InterruptedException e) {} taken.unlock(); });\n"
                        + "owner.start();\n"
                        + "while (!taken.isLocked()) Thread.sleep(1);",
                output);
        CompletableFuture<CellResult> cell =
                evaluating("{ begin(); taken.lock(); try { while (true) {} } finally { taken.unlock(); } }");
        awaitStart();
        shell.interrupt();
        CellResult result = cell.get();
        assertThat(result.error().orElseThrow().message()).contains("background");
        shell.evaluate("free.countDown(); owner.join();", output);
        CellResult locked = shell.evaluate("taken.lockInterruptibly();\ntaken.isHeldByCurrentThread()", output);
        assertThat(locked.result().orElseThrow().plainText()).isEqualTo("true");
    }
}
