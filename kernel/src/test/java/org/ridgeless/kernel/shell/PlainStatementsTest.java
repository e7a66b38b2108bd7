package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellResult;

class PlainStatementsTest extends ShellFixture {

    @BeforeAll
    static void define() {
        shell.evaluate("int n = 0;\nint[] a = {1, 2};\nint twice(int x) { n++; return 2 * x; }", new RecordedOutput());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "foo(1);",
                "list.add(2);",
                " // what for\nSystem.out.println(\"(;\");",
                "x = 5;",
                "a[i + 1] += 2;",
                "this_.b.c <<= 1;",
                "i++;",
                "änderung(1);"
            })
    void callsAndAssignmentsInsideACellAreBlocks(String source) {
        assertThat(PlainStatements.block(source, false)).contains("{ " + source + "\n}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int x = 5;",
                "if (x) foo();",
                "for (int i : a) foo(i);",
                "void f(int x) {}",
                "List<String> l = foo();",
                "a == b;",
                "1 + 1",
                "new Foo(1);",
                "return (x);",
                "class A {}"
            })
    void whatElseThereIsStaysAsItIs(String source) {
        assertThat(PlainStatements.block(source, false)).isEmpty();
    }

    @Test
    void theLastUnitIsABlockOnlyWhereItHasNoValueToShow() {
        assertThat(PlainStatements.block("twice(3)", true)).isEmpty();
        assertThat(PlainStatements.block("n += 1;", true)).isEmpty();
        assertThat(PlainStatements.block("System.out.println(1)", true)).contains("{ System.out.println(1);\n}");
        assertThat(PlainStatements.block("n = 3", true)).contains("{ n = 3;\n}");
    }

    @Test
    void aLongLeadOfCommentsIsNoHindrance() {
        String lead = "// a remark\n".repeat(100_000);
        assertThat(PlainStatements.block(lead + "foo(1);", false)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1+1",
                "\"a\" + n;",
                "-n",
                "!b",
                "n",
                "a[0]",
                "point.x",
                "n == 3",
                "a[1] * twice(2)",
                "new int[3]",
                "(1 + 2) * 3",
                "n > 2 ? 1 : 0",
                "x && y",
                "'c'"
            })
    void expressionsWithAValueHandItOver(String source) {
        String expression = source.replace(";", "");
        assertThat(PlainStatements.handover("// so\n" + source, false))
                .contains("// so\n{ " + CellValues.class.getName() + ".result(" + expression + "\n); }");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "twice(3)",
                "int x = 5",
                "x = 5",
                "n += 1",
                "n++",
                "--n",
                "class A {}",
                "List<String> l;",
                "int[] b;",
                "if (b) f();",
                "Runnable r = () -> {};",
                "import java.util.*;",
                "System.out.println(1)",
                "return 1;",
                "@Deprecated class B {}"
            })
    void whatMayHaveNoValueHandsOverNone(String source) {
        assertThat(PlainStatements.handover(source, false)).isEmpty();
    }

    @Test
    void valuesKeepTheirTypesInTheNamesThatJShellGivesThem() {
        try (JavaShell fresh = JavaShell.start(ShellOptions.defaults())) {
            assertThat(plain(fresh, "40 + 2")).isEqualTo("42");
            assertThat(plain(fresh, "new int[] {1, 2}[1]")).isEqualTo("2");
            assertThat(plain(fresh, "String.join(\"-\", \"a\", \"b\")")).isEqualTo("a-b");
            assertThat(plain(fresh, "$1 / 4 + $2")).isEqualTo("12");
            assertThat(plain(fresh, "int sum = $1 + $2; sum")).isEqualTo("44");
            assertThat(plain(fresh, "$3.length() + $4")).isEqualTo("15");
        }
    }

    private String plain(JavaShell fresh, String code) {
        CellResult result = fresh.evaluate(code, output);
        assertThat(result.error().map(CellError::plainTraceback)).isEmpty();
        return result.result().orElseThrow().plainText();
    }

    @Test
    void theValueOfACellIsThatOfItsLastExpression() {
        assertThat(value("n = 0; twice(1); twice(2);\ntwice(3)")).isEqualTo("6");
        assertThat(value("n")).isEqualTo("3");
        assertThat(value("twice(4); // the end\n/* really */")).isEqualTo("8");
        assertThat(value("a[0] = 7; a[1]++; a[0] + a[1]")).isEqualTo("10");
    }

    @Test
    void anExpressionThatOnlyLooksLikeACallStillRunsOnce() {
        assertThat(value("n = 0; twice(1) + twice(2);\nn")).isEqualTo("2");
    }

    @Test
    void aMistakeInAPlainStatementIsShownAsItStands() {
        CellError error = error("int m = 1;\n  twice(\"x\");\nm");
        assertThat(error.line()).isEqualTo(2);
        assertThat(String.join("\n", error.plainTraceback()))
                .contains("  twice(\"x\");")
                .contains("^");
    }

    @Test
    void anExceptionInAPlainStatementNamesItsLine() {
        CellError error = error("int k = 1;\n\nInteger.parseInt(\"no\");\nk");
        assertThat(error.name()).contains("NumberFormatException");
        assertThat(error.line()).isEqualTo(3);
    }
}
