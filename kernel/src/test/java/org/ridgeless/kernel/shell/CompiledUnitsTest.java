package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.cell.CellError;

/** A cell that runs again does what it would do if it were compiled again. */
class CompiledUnitsTest extends ShellFixture {

    private static List<String> snippets() {
        return shell.session().declarations("list");
    }

    @Test
    void theSameTextIsCompiledOnce() {
        String cell =
                "var once = List.of(1, 2, 3);\nint total = 0;\nfor (int k : once) {\n    total += k;\n}\ntotal * 2";
        assertThat(value(cell)).isEqualTo("12");
        List<String> before = snippets();
        assertThat(value(cell)).isEqualTo("12");
        assertThat(snippets()).isEqualTo(before);
        assertThat(value("total += once.size();\ntotal")).isEqualTo("9");
        assertThat(value("total += once.size();\ntotal")).isEqualTo("12");
    }

    @Test
    void eachRunHasItsOwnValueWithANameOfItsOwn() {
        try (JavaShell fresh = JavaShell.start(ShellOptions.defaults())) {
            fresh.evaluate("int drawn = 0;\nint draw(int by) { drawn += by; return drawn; }", output);
            for (String expected : List.of("5", "10", "15")) {
                assertThat(text(fresh, "draw(5)")).isEqualTo(expected);
            }
            for (String expected : List.of("16", "16")) {
                assertThat(text(fresh, "drawn + 1")).isEqualTo(expected);
            }
            assertThat(text(fresh, "List.of($1, $2, $3, $4, $5)")).isEqualTo("[5, 10, 15, 16, 16]");
            fresh.evaluate("drawn = 1;", output);
            assertThat(text(fresh, "drawn + 1")).isEqualTo("2");
        }
    }

    private String text(JavaShell fresh, String code) {
        return fresh.evaluate(code, output).result().orElseThrow().plainText();
    }

    @Test
    void aVariableOfAnotherTypeIsAnotherOne() {
        value("var x = 1;");
        assertThat(value("x + 1")).isEqualTo("2");
        assertThat(value("x + 1")).isEqualTo("2");
        value("var x = \"a\";");
        assertThat(value("x + 1")).isEqualTo("a1");
        value("var x = 1;");
        assertThat(value("x + 1")).isEqualTo("2");
        value("var x = 5;");
        assertThat(value("x + 1")).isEqualTo("6");
        value("var x = 1;");
        assertThat(value("x + 1")).isEqualTo("2");
        value("var x = 5;\nvar x = 1;");
        assertThat(value("x + 1")).isEqualTo("2");
        value("var x = 5;\nvar x = 1;");
        assertThat(value("x + 1")).isEqualTo("2");
    }

    @Test
    void aMethodThatIsDefinedAgainIsCalled() {
        value("int f() { return 1; }\nint g() { return f(); }");
        assertThat(value("var a = f() + g();\na")).isEqualTo("2");
        assertThat(value("var a = f() + g();\na")).isEqualTo("2");
        value("int f() { return 5; }");
        assertThat(value("var a = f() + g();\na")).isEqualTo("10");
        value("double f() { return 0.5; }");
        value("int g() { return 1; }");
        assertThat(value("var a = f() + g();\na")).isEqualTo("1.5");
    }

    @Test
    void aTypeThatIsDefinedAgainIsMeant() {
        value(
                "record Pair(int a, int b) {}\nList<Pair> pairs() { return List.of(new Pair(1, 2)); }\nvar all = pairs();");
        assertThat(value("all.get(0).a() + all.get(0).b()")).isEqualTo("3");
        assertThat(value("all.get(0).a() + all.get(0).b()")).isEqualTo("3");
        value("record Pair(int a, int b) { public int a() { return 10 * a; } }");
        assertThat(value("all.get(0).a() + all.get(0).b()")).isEqualTo("12");
        value("record Pair(double a, double b) {}");
        value("var all = List.of(new Pair(0.5, 1));");
        assertThat(value("all.get(0).a() + all.get(0).b()")).isEqualTo("1.5");
        value("interface Max { static int of(int k) { return k; } }");
        assertThat(value("Max.of(3) + 1")).isEqualTo("4");
        value("import java.util.*;");
        assertThat(value("Max.of(3) + 1")).isEqualTo("4");
    }

    @Test
    void anImportGivesANameAnotherMeaning() {
        // In a shell of its own: where a method or variable names the class, JShell defines that again, too.
        try (JavaShell fresh = JavaShell.start(ShellOptions.defaults())) {
            for (String name : List.of("java.awt.List", "java.util.List", "java.awt.List")) {
                fresh.evaluate("import " + name + ";", output);
                for (int k = 0; k < 2; k++) {
                    assertThat(text(fresh, "List.class.getName() + \"\"")).isEqualTo(name);
                }
            }
        }
    }

    @Test
    void anErrorIsThatOfTheCellThatRuns() {
        value("int divisor = 1;");
        String cell = "\nint part = 0;\nfor (int i = 0; i < 2; i++) {\n    part += 6 / divisor;\n}\npart";
        value(cell);
        value("divisor = 0;");
        CellError again = error(cell);
        assertThat(String.join("\n", again.plainTraceback()))
                .contains("ArithmeticException", "line 4", "part += 6 / divisor;");
        value("record Clear() {}");
        CellError compiled = error(cell);
        assertThat(cell(again)).isEqualTo(cell(compiled));
        assertThat(again.line()).isEqualTo(compiled.line());
    }

    @Test
    void anErrorInALambdaIsWhereItStands() {
        String cell =
                "var numbers = List.of(3, 2, bound);\nnumbers.stream()\n    .map(k -> 6 / k)\n    .toList();\nnumbers.size()";
        value("int bound = 1;");
        value(cell);
        value(cell);
        value("bound = 0;");
        CellError again = error(cell);
        value("record Clear() {}");
        CellError compiled = error(cell);
        assertThat(cell(again)).contains("line 3").isEqualTo(cell(compiled));
    }

    /** The traceback without the number of its cell. */
    private static String cell(CellError error) {
        return String.join("\n", error.plainTraceback()).replaceAll("cell \\d+", "cell N");
    }

    @Test
    void whatIsMissingInABranchIsNamed() {
        value("int later = 0;\nint open(int k) { return missing(k); }");
        value("int reached = later > 0 ? open(1) : 3;");
        value("later = 1;");
        assertThat(traceback("int reached = later > 0 ? open(1) : 3;")).contains("open cannot be used yet", "missing");
    }
}
