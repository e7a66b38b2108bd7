package org.ridgeless.kernel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.shell.ShellFixture;

class ErrorReportTest extends ShellFixture {

    @Test
    void theExceptionComesFirstThenThePlaceInItsCellWithTheLine() {
        int cell = run("int divide(int n) {\n  return 10 / n;\n}").number();
        assertThat(traceback("int zero = 0;\ndivide(zero)")).isEqualTo("""
                        java.lang.ArithmeticException: / by zero
                          at divide (cell %d, line 2)
                                return 10 / n;
                                ^
                          at cell %d, line 2""".formatted(cell, cell + 1));
    }

    @Test
    void theDeclarationOfAVariableIsNoMethod() {
        value("record Range(int from) { Range { if (from < 0) throw new IllegalArgumentException(\"negative\"); } }");
        assertThat(traceback("var range = new Range(-1);"))
                .doesNotContain("do_it")
                .endsWith(", line 1");
    }

    @Test
    void theWholeChainOfCausesIsShown() {
        String text = traceback("throw new IllegalStateException(\"outer\","
                + " new RuntimeException(\"middle\", new IOException(\"disk full\")));");
        assertThat(text)
                .startsWith("java.lang.IllegalStateException: outer")
                .contains("Caused by java.lang.RuntimeException: middle")
                .contains("Caused by java.io.IOException: disk full");
    }

    @Test
    void aCircleOfCausesEnds() {
        assertThat(traceback("var a = new Exception(\"a\"); var b = new Exception(\"b\", a); a.initCause(b); throw a;"))
                .contains("Caused by java.lang.Exception: b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "int so(int n) { return so(n + 1); }\nso(0)",
                "int ping(int n) { return pong(n); }\nint pong(int n) { return ping(n); }\nping(0)",
                "void chain(int n) { if (n == 0) throw new RuntimeException(\"end\"); chain(n - 1); }\nchain(500)",
                "Exception e = new Exception(\"0\"); for (int i = 1; i < 100; i++) e = new Exception(\"\" + i, e);\nthrow e;"
            })
    void neverMoreThanFortyLines(String code) {
        assertThat(error(code).traceback()).hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void noFrameOfTheKernelIsShown() {
        for (String code : List.of(
                "List.of(1).forEach(i -> { throw new RuntimeException(); })",
                "class Bad { public String toString() { throw new RuntimeException(\"no text\"); } }\nnew Bad()",
                "new java.io.FileInputStream(\"/no/such/file\")",
                "throw new Error(\"e\");",
                "eval(\"1 +\")")) {
            assertThat(traceback(code))
                    .doesNotContain("org.ridgeless.kernel.shell")
                    .doesNotContain("REPL");
        }
    }

    @Test
    void aValueThatCannotBeShownIsAnErrorOfThePersonsOwn() {
        assertThat(traceback(
                        "class Shy { public String toString() { throw new RuntimeException(\"shy\"); } }\nnew Shy()"))
                .startsWith("java.lang.RuntimeException: shy")
                .contains("Shy.toString (cell");
    }

    @Test
    void exceptionsOfTheCellHaveTheirPlainNames() {
        CellError error = error("class MyException extends Exception { MyException(String m) { super(m); } }\n"
                + "throw new MyException(\"mine\");");
        assertThat(error.name()).isEqualTo("MyException");
        assertThat(error.message()).isEqualTo("mine");
    }

    @Test
    void theSpotOfACompilationErrorIsMarked() {
        assertThat(traceback("int fine = 1;\n  String t = 5 + fine;"))
                .contains("incompatible types: int cannot be converted to java.lang.String")
                .contains("line 2, column 14")
                .contains("      " + "  String t = 5 + fine;\n" + "      " + " ".repeat(13) + "^".repeat(8));
    }

    @Test
    void aMissingImportIsProposed() {
        assertThat(traceback("LocalDate day = LocalDate.now();")).contains("import java.time.LocalDate;");
    }

    @Test
    void theImportThatADefinitionLacksIsProposedWhereItIsDefinedAndWhereItIsUsed() {
        String hint = "Marked cannot be used until there is class Retention.";
        String proposed = "import java.lang.annotation.Retention;";
        run("@Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Marked {}");
        assertThat(output.err.toString()).contains(hint).contains(proposed);
        assertThat(traceback("@Marked class Thing {}\nnew Thing()")).contains("Thing cannot be used until there is");
        assertThat(traceback("Marked.class.getName()")).contains(hint).contains(proposed);
    }

    @Test
    void whatWasNullHasTheNameThatThePersonGaveIt() {
        assertThat(error("int length(String text) { return text.length(); }\nlength(null)")
                        .message())
                .endsWith("because \"text\" is null");
        assertThat(error("void fill() { int[] numbers = null; numbers[0] = 1; }\nfill()")
                        .message())
                .endsWith("because \"numbers\" is null");
        assertThat(error("{ String inBlock = null; inBlock.length(); }").message())
                .endsWith("because \"inBlock\" is null");
    }

    @Test
    void aWrongCastNamesTheClassesAndNoLoaders() {
        assertThat(error("class Cat {} class Dog {}\nObject pet = new Cat();\nDog dog = (Dog) pet;")
                        .message())
                .isEqualTo("class Cat cannot be cast to class Dog");
        assertThat(error("Object word = \"a\";\nDog other = (Dog) word;").message())
                .isEqualTo("class java.lang.String cannot be cast to class Dog");
    }

    @Test
    void aSimilarNameIsProposed() {
        value("int numberOfSamples = 3;");
        assertThat(traceback("numberOfSample + 1")).contains("Did you mean numberOfSamples?");
        assertThat(traceback("Math.sqroot(2.0)")).contains("Did you mean sqrt?");
        assertThat(traceback("ArrayLst<String> l = null;")).contains("Did you mean ArrayList");
    }

    @Test
    void aFieldThatIsCalledAndAMethodThatIsNotAreExplained() {
        assertThat(traceback("int[] some = {1};\nsome.length()")).contains("length is a field: write it without ().");
        assertThat(traceback("String word = \"a\";\nint size = word.length;"))
                .contains("length is a method: write length().");
        assertThat(traceback("Math.sqrt + 1")).contains("sqrt is a method: write sqrt(…).");
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void aPreviewFeatureSaysHowItIsTurnedOn() {
        assertThat(
                        traceback(
                                "Object one = 1;\nString kind = switch (one) { case Integer i -> \"whole\"; default -> \"other\"; };"))
                .contains("lab install --jvm-options \"--enable-preview\"");
    }

    @Test
    void aBrokenCellIsRefusedBeforeAnyOfItRuns() {
        assertThat(error("System.out.println(1);\nclass Open {").name()).isEqualTo("CompilationError");
        assertThat(output.out).isEmpty();
    }

    @Test
    void systemExitEndsTheCellAndNotTheKernel() {
        assertThat(error("System.exit(3); System.out.println(1);").message()).contains("status 3");
        assertThat(error("Runtime.getRuntime().exit(4);").message()).contains("status 4");
        assertThat(error("Runtime.getRuntime().halt(5);").message()).contains("status 5");
        assertThat(error("List.of(6).forEach(System::exit);").message()).contains("status 6");
        assertThat(output.out).isEmpty();
        assertThat(value("1 + 1")).isEqualTo("2");
    }

    @Test
    void anExceptionInAThreadOfTheCellIsReportedInTheCell() {
        value("var failing = new Thread(() -> { throw new RuntimeException(\"in thread\"); });\n"
                + "failing.start(); failing.join();");
        assertThat(output.err.toString())
                .contains("in thread")
                .contains("cell ")
                .doesNotContain("REPL");
    }

    @Test
    void assertionsAreOn() {
        assertThat(error("assert 1 > 2 : \"arithmetic\";").name()).isEqualTo("java.lang.AssertionError");
    }

    @Test
    void outOfMemoryLeavesTheKernelUsable() {
        CellError error = error("long[] all = new long[Integer.MAX_VALUE - 8];");
        assertThat(error.name()).isEqualTo("java.lang.OutOfMemoryError");
        assertThat(error.traceback().get(error.traceback().size() - 1))
                .startsWith("The kernel may hold ")
                .contains("--jvm-options");
        assertThat(value("1 + 1")).isEqualTo("2");
    }
}
