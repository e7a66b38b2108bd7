package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellSyntaxTest extends ShellFixture {

    @Test
    void semicolonsMayBeMissingAtLineEnds() {
        assertThat(value("var q = 3 // three\nvar r = q * 2\nint f(int x) { return x + 1; }\nf(r)"))
                .isEqualTo("7");
        assertThat(value("int twice(int x) {\n  int y = 2 * x\n  return y\n}\ntwice(4)"))
                .isEqualTo("8");
        assertThat(value("1 + 1\n2 + 2\n\"end\"")).isEqualTo("end");
        assertThat(value("import java.util.zip.CRC32\nnew CRC32().getValue()")).isEqualTo("0");
        assertThat(value("for (int i = 0; i < 2; i++)\n  System.out.print(i)\nint after = 5\nafter"))
                .isEqualTo("5");
        assertThat(output.out).hasToString("01");
    }

    @Test
    void twoVariablesOnTwoLinesAreNotADeclaration() {
        value("int left = 1; int right = 2;");
        assertThat(value("left\nright")).isEqualTo("2");
        assertThat(value("left")).isEqualTo("1");
    }

    @Test
    void chainsMayContinueOnTheNextLine() {
        assertThat(value("List.of(3, 1, 2)\n    .stream()\n    .sorted()\n    .toList()"))
                .isEqualTo("[1, 2, 3]");
        assertThat(value("int sum = 1 +\n  2\nsum")).isEqualTo("3");
    }

    @Test
    void aMissingSemicolonWithinALineIsAnError() {
        assertThat(error("int a = 1 int b = 2").message()).contains("';' expected");
    }

    @Test
    void definitionsMayReferForward() {
        assertThat(value("int even(int n) { return n == 0 ? 1 : odd(n - 1); }\n"
                        + "int odd(int n) { return n == 0 ? 0 : even(n - 1); }\neven(10)"))
                .isEqualTo("1");
        assertThat(value("class Node { Leaf leaf; }\nclass Leaf { Node node = new Node(); }\nnew Node().leaf == null"))
                .isEqualTo("true");
        assertThat(output.err).isEmpty();
    }

    @Test
    void sealedTypesMayStandInOneCell() {
        assertThat(value(
                        "sealed interface Shape permits Circle, Square {}\nrecord Circle(double r) implements Shape {}\n"
                                + "record Square(double a) implements Shape {}\nShape shape = new Circle(3);\nshape"))
                .isEqualTo("Circle[r=3.0]");
    }

    @Test
    void aDefinitionThatCannotBeUsedYetIsRemarkedOn() {
        value("int early() { return late(); }");
        assertThat(output.err.toString()).contains("early() cannot be called until there is method late()");
        assertThat(error("early()").message()).contains("late()");
        value("int late() { return 9; }");
        assertThat(value("early()")).isEqualTo("9");
    }

    @Test
    void aVariableOfUnknownTypeIsAnError() {
        assertThat(error("Unheard thing;").message()).contains("Unheard");
    }

    @Test
    void commentsTextBlocksAndEmptyCellsAreFine() {
        assertThat(value("/* nothing */ // here\n")).isNull();
        assertThat(value("String text = \"\"\"\n  two\n  lines\n  \"\"\"\ntext.lines().count()"))
                .isEqualTo("2");
    }

    @Test
    void loggingReachesTheCell() {
        value("java.util.logging.Logger.getLogger(\"cell\").warning(\"careful\");");
        assertThat(output.err.toString()).contains("careful");
    }

    @Test
    void theOutputOfAChildProcessReachesTheCell() {
        assertThat(value("new ProcessBuilder(\"echo\", \"from a child\").inheritIO().start().waitFor()"))
                .isEqualTo("0");
        assertThat(output.out).hasToString("from a child\n");
    }

    @Test
    void aThreadThatOutlivesItsCellWritesToItsCell() {
        value("var gate = new CountDownLatch(1);\n"
                + "var late = new Thread(() -> { try { gate.await(); } catch (InterruptedException e) {}"
                + " System.out.print(\"late\"); });\nlate.start();");
        RecordedOutput next = new RecordedOutput();
        shell.evaluate("gate.countDown();\nlate.join();", next);
        assertThat(output.out).hasToString("late");
        assertThat(next.out).isEmpty();
    }

    @Test
    void aParallelStreamWritesToTheRunningCell() {
        value("IntStream.range(0, 1000).parallel().forEach(i -> System.out.println(\"line \" + i));");
        assertThat(output.out.toString().lines().distinct()).hasSize(1000).allMatch(line -> line.matches("line \\d+"));
    }

    @Test
    void largeTemporariesAreReleased() {
        value("var released = new java.lang.ref.WeakReference<Object>(null);");
        value("var buffer = new byte[1 << 20]; released = new java.lang.ref.WeakReference<>(buffer);\nbuffer.clone()");
        value("released = new java.lang.ref.WeakReference<>(eval(\"new byte[1 << 20]\"));");
        for (int i = 0; i < 4; i++) {
            value("1 + " + i);
        }
        assertThat(value("for (int i = 0; i < 20 && released.get() != null; i++) System.gc();\n"
                        + "released.get() == null"))
                .isEqualTo("true");
    }
}
