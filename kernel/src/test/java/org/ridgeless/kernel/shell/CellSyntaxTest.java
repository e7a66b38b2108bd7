package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.kernel.cell.CellError;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class Wrong { void a() { b(1); } void b() {} }",
                "record Wrong(int x) { int go() { return go(1); } }",
                "class Wrong { Wrong(int a) {} Wrong() { this(1, 2); } }",
                "enum Wrong { A; void a() { b(); } void b(String s) {} }",
                "int wrong(int n) { return wrong(n, 1); }",
                "void wrong() { Integer.valueOf(); }",
                "interface Wrong { static void a() { List.of(1).get(); } }"
            })
    void aWrongNumberOfArgumentsIsAnErrorOfItsDefinition(String definition) {
        CellError error = error("int before = 1;\n" + definition + "\nSystem.out.println(\"after\");");
        assertThat(error.message()).containsAnyOf("cannot be applied", "no suitable");
        assertThat(error.line()).isEqualTo(2);
        assertThat(output.out).isEmpty();
        assertThat(output.err).isEmpty();
    }

    @Test
    void whatWasReportedIsSaidAgainWhereItIsUsed() {
        error("int faulty(int n) { return faulty(n, 1); }");
        assertThat(error("faulty(1)").message()).contains("faulty cannot be used yet", "cannot be applied");
        error("class Incomplete { Absent absent; }\nnew Incomplete()");
        assertThat(traceback("new Incomplete()")).contains("Incomplete cannot be used until there is class Absent.");
    }

    @Test
    void anotherMethodOfTheNameMayComeLaterInTheCell() {
        assertThat(value("int sum(int a) { return a; }\nint total() { return sum(1, 2); }\n"
                        + "int sum(int a, int b) { return a + b; }\ntotal()"))
                .isEqualTo("3");
    }

    @Test
    void aVariableOfUnknownTypeIsAnError() {
        assertThat(error("Unheard thing;").message()).contains("Unheard");
    }

    private static final String THROWING =
            "switch (day) { case 6, 7 -> \"weekend\"; default -> throw new IllegalArgumentException(); }";

    @Test
    void whatFollowsASwitchThatThrowsIsRun() {
        CellError failing =
                error("int day = 6; String kind = " + THROWING + ";\nSystem.out.println(kind);\nint t = 1 / 0;");
        assertThat(failing.name()).isEqualTo("java.lang.ArithmeticException");
        assertThat(failing.line()).isEqualTo(3);
        assertThat(output.out).hasToString("weekend\n");
    }

    @Test
    void aSwitchThatThrowsMayStandInEveryDefinition() {
        assertThat(value("String kind(int day) { return " + THROWING + "; }\n"
                        + "enum Day { SAT, SUN; String kind(int day) { return " + THROWING + "; } }\n"
                        + "record Date(int day) { String kind() { return " + THROWING + "; } }\n"
                        + "kind(6) + Day.SAT.kind(7) + new Date(6).kind()"))
                .isEqualTo("weekendweekendweekend");
    }

    @Test
    void everyPartOfACellIsRunInItsTurn() {
        value("int day = 7;");
        value("// first\nSystem.out.print(1); int a = 1, b[] = {2};/* ; */ static class K { static int k = 2; }"
                + "record P(int x) {} System.out.print(K.k)\n;{ System.out.print(3); } int three() { return 4; }"
                + "System.out.print(three()); a < b[0]\nfor (int i = 5; i < 7; i++) System.out.print(i);"
                + "import java.util.zip.*\nSystem.out.print(new CRC32().getValue() + 7)\nlabel: do { break label; } while (true);"
                + "String s = " + THROWING + "; if (s == null) day = 1; else System.out.print(8); // end");
        assertThat(output.out).hasToString("12345678");
    }

    @Test
    void comparisonsOfVariablesAreValues() {
        assertThat(value("int low = 1, high = 2;\nlow < high")).isEqualTo("true");
        assertThat(value("low < 1")).isEqualTo("false");
    }

    @Test
    void aCellThatEndsInTheMiddleIsRefusedWhole() {
        for (String rest : java.util.List.of(
                "} int b = 2; {", "/* open", "if (true)", "for (;;)", "}} class X {{", "int x = 5 + }", "\"open")) {
            assertThat(error("System.out.print(1); " + rest).name()).isEqualTo("CompilationError");
        }
        assertThat(output.out).isEmpty();
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
