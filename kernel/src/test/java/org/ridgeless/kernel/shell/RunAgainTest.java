package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.MimeBundle;

/**
 * A session in which texts come again, among all that may give them another meaning, is the same as one in which no text ever comes
 * again, since each has a number of its own in a comment.
 */
@Tag("slow")
class RunAgainTest {
    private static final int CHANGES = 25;

    /**
     * Cells that change something, and cells that use it. No method names a variable whose type follows from another one: JShell cannot
     * always define these anew (17 and 25).
     */
    private enum Theme {
        VARIABLES(
                List.of(
                        "var x = 1;",
                        "var x = 2;",
                        "var x = \"a\";",
                        "double x = 0.5;",
                        "int y = 3;",
                        "long y = 4;",
                        "int y = 0;"),
                List.of(
                        "x + y",
                        "x + \"\" + y",
                        "var v = x + \"\";\nv",
                        "x = x;",
                        "y++;\ny",
                        "int w = 6 / (y - 4);\nw")),
        METHODS(
                List.of(
                        "int f(int k) { return k; }",
                        "int f(int k) { return 10 * k; }",
                        "double f(int k) { return k / 2.0; }",
                        "long f(long k) { return -k; }",
                        "int f(int k) { return k + y; }",
                        "String f(Object k) { return \"f\" + k; }",
                        "int g() { return f(1) > 0 ? 1 : 2; }",
                        "int g = 5;",
                        "int y = 3;"),
                List.of("f(2)", "f(2) + 1", "var z = f(3);\nz", "g() + 1", "g + 1")),
        TYPES(
                List.of(
                        "record P(int a) {}",
                        "record P(int a) { public int a() { return 100 + a; } }",
                        "record P(double a) {}",
                        "class P { int a; P(int a) { this.a = a; } int a() { return a; } }",
                        "var p = new P(1);"),
                List.of(
                        "p.a()",
                        "p.a() + 1",
                        "List.of(p, p).size() + p.a()",
                        "var all = List.of(p);\nall.get(0).a() + 1")),
        IMPORTS(
                List.of(
                        "import java.awt.List;",
                        "import java.util.List;",
                        "import java.util.*;",
                        "import static java.lang.Math.*;",
                        "import static java.lang.Integer.*;",
                        "int max(int a, int b) { return a * b; }",
                        "int MAX_VALUE = 7;"),
                List.of("List.class.getName() + 1", "max(3, 4) + 1", "MAX_VALUE + 1", "PI + 1")),
        STATEMENTS(
                List.of(
                        "int y = 3;",
                        "int z = 7;",
                        "int[] n = {1, 2, 3};",
                        "var l = new ArrayList<Integer>();",
                        "Runnable r = () -> { z++; };",
                        "String s = null;",
                        "String s = \"four\";"),
                List.of(
                        "for (int i = 0; i < n.length; i++) n[i] += y;\nn[0] + n[2]",
                        "l.add(z);\nl.size()",
                        "r.run();\nz",
                        "if (z > 8) { z = 1; } else { z += 2; }\nz + 1",
                        "int length = s.length();\nlength")),
        WHAT_IS_MISSING(
                List.of(
                        "int undefined = 2;",
                        "int late(int k) { return notYet(k) + 1; }",
                        "int notYet(int k) { return 2 * k; }",
                        "int notYet(int k) { return undefined * k; }",
                        "String notYet(int k) { return \"\"; }",
                        "enum E { A, B }",
                        "enum E { B, A }"),
                List.of("undefined + 1", "late(1) + 1", "late(2)", "E.B.ordinal() + 1", "var e = E.A;\ne.ordinal()"));

        private final List<String> changes;
        private final List<String> uses;

        Theme(List<String> changes, List<String> uses) {
            this.changes = changes;
            this.uses = uses;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatRunsAgainDoesWhatItWouldDoCompiledAgain(Theme theme) {
        Random random = new Random(theme.ordinal());
        List<String> session = new ArrayList<>();
        try (JavaShell again = JavaShell.start(ShellOptions.defaults());
                JavaShell anew = JavaShell.start(ShellOptions.defaults())) {
            for (int k = 0; k < CHANGES; k++) {
                List<String> cells = new ArrayList<>(theme.uses);
                cells.add(0, theme.changes.get(random.nextInt(theme.changes.size())));
                for (String cell : cells) {
                    session.add(cell);
                    assertThat(outcome(again, cell))
                            .as(() -> String.join("\n--\n", session))
                            .isEqualTo(outcome(anew, numbered(cell, session.size())));
                }
            }
        }
    }

    /** With a comment in each statement, which makes it another text. */
    private static String numbered(String code, int number) {
        return code.replaceAll("(?m)^(.*?)([;{(]| \\+)", "$1/*" + number + "*/$2");
    }

    private static String outcome(JavaShell shell, String code) {
        CellResult result = shell.evaluate(code, new RecordedOutput());
        return result.error()
                .map(error -> error.name() + " in line " + error.line())
                .orElseGet(() -> result.result().map(MimeBundle::plainText).orElse("nothing"));
    }
}
