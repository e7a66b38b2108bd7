package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.MimeBundle;

/**
 * A session in which texts come again, in any order and among all that may give them another meaning, is the same as one in which no text
 * ever comes again, since each has a number of its own in a comment.
 */
@Tag("slow")
class RunAgainTest {
    /** No method names a variable whose type follows from another one: JShell cannot always define these anew (17 and 25). */
    private static final String[] CELLS = {
        "var x = 1;",
        "var x = 2;",
        "var x = \"a\";",
        "double x = 0.5;",
        "int y = 3;",
        "long y = 4;",
        "var v = x + \"\";\nv",
        "x = x;",
        "y++;\ny",
        "x + y",
        "x + \"\" + y",
        "f(2)",
        "f(2) + 1",
        "var z = f(y);\nz",
        "int z = 7;\nz * 2",
        "int f(int k) { return k; }",
        "int f(int k) { return 10 * k; }",
        "double f(int k) { return k / 2.0; }",
        "long f(long k) { return -k; }",
        "int f(int k) { return k + y; }",
        "String f(Object k) { return \"f\" + k + x; }",
        "int g() { return f(1) > 0 ? 1 : 2; }",
        "int g = 5;",
        "g() + 1",
        "g + 1",
        "record P(int a) {}",
        "record P(int a) { public int a() { return 100 + a; } }",
        "record P(double a) {}",
        "class P { int a; P(int a) { this.a = a; } int a() { return a; } }",
        "var p = new P(1);\np.a()",
        "p.a() + 1",
        "List.of(p, p).size() + p.a()",
        "import java.awt.List;",
        "import java.util.List;",
        "import static java.lang.Math.*;",
        "import java.util.*;",
        "List.class.getName() + 1",
        "max(3, 4) + 1",
        "int max(int a, int b) { return a * b; }",
        "int[] n = {1, 2, 3};",
        "for (int i = 0; i < n.length; i++) n[i] += y;\nn[0] + n[2]",
        "int y = 0;\nint w = 6 / y;\nw",
        "int w = 6 / (y - y + 1);\nw",
        "var l = new ArrayList<Integer>();\nl.add(z);\nl.size()",
        "l.add(l.size());\nl",
        "Runnable r = () -> { z++; };\nr.run();\nz",
        "r.run();\nz",
        "if (y > 3) { z = 1; } else { z = 2; }\nz + 1",
        "final int K = 3;\nK + 1",
        "undefined + 1",
        "int late(int k) { return notYet(k) + 1; }",
        "int notYet(int k) { return 2 * k; }",
        "late(1) + 1",
        "throw new IllegalStateException(\"x\" + x);",
        "String s = null;\ns.length()",
        "enum E { A, B }\nE.B.ordinal()",
        "enum E { B, A }\nE.B.ordinal()",
        "var e = E.A;\nswitch (e) { case A: y = 20; break; default: y = 30; }\ny",
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatRunsAgainDoesWhatItWouldDoCompiledAgain(long seed) {
        Random random = new Random(seed);
        try (JavaShell again = JavaShell.start(ShellOptions.defaults());
                JavaShell anew = JavaShell.start(ShellOptions.defaults())) {
            List<String> session = new ArrayList<>();
            for (int cell = 0; cell < 120; cell++) {
                String code = CELLS[random.nextInt(CELLS.length)];
                session.add(code);
                assertThat(outcome(again, code))
                        .as(() -> String.join("\n--\n", session))
                        .isEqualTo(outcome(anew, numbered(code, cell)));
            }
        }
    }

    /** With a comment in each statement, which makes it another text. */
    private static String numbered(String code, int cell) {
        return code.replaceAll("(?m)^(.*?)([;{(]| \\+)", "$1/*" + cell + "*/$2");
    }

    private static String outcome(JavaShell shell, String code) {
        RecordedOutput output = new RecordedOutput();
        CellResult result = shell.evaluate(code, output);
        return result.error()
                .map(error -> error.name() + " in line " + error.line())
                .orElseGet(() -> result.result().map(MimeBundle::plainText).orElse("nothing"));
    }
}
