package org.ridgeless.kernel.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.shell.JavaShell;
import org.ridgeless.kernel.shell.ShellFixture;
import org.ridgeless.kernel.shell.ShellOptions;

/** What a person is told: what is wrong, where, and what to do. */
class MessagesTest extends ShellFixture {

    @Test
    void whatIsTooLongForAClassFileIsSaidSoAndHarmsNothing() {
        String numbers = IntStream.range(0, 12_000).mapToObj(String::valueOf).collect(Collectors.joining(","));
        for (String code : new String[] {
            "String longText = \"" + "x".repeat(70_000) + "\";",
            "\"" + "y".repeat(70_000) + "\".length()",
            "int[] many = {" + numbers + "};",
            "String longPart = \"" + "é".repeat(40_000) + "\";",
            "void tooLong() { int[] many = {" + numbers + "}; }"
        }) {
            CellError error = error(code);
            assertThat(error.message()).contains("too long for a class file").doesNotContain("cannot find symbol");
            assertThat(error.traceback()).allMatch(line -> line.length() < 400);
            assertThat(value("int after() { return 5; }\nafter()")).isEqualTo("5");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "\\ufeffint a = 1;~ zero width no-break space (U+FEFF)~1",
                "int nb\\u00a0= 1;~ no-break space (U+00A0); put an ordinary space~7",
                "String q = \\u201ca\\u201d;~ left double quotation mark (U+201C); put \" in~12",
                "char q = \\u2018a\\u2019;~ left single quotation mark (U+2018); put ' in~10",
                "int minus = 5 \\u2013 3;~ en dash (U+2013); put - in~15",
                "int oe = 5 \\u00d7 3;~ multiplication sign (U+00D7); put * in~12"
            })
    void aCharacterThatLooksLikeAnotherIsNamed(String escaped, String expected, int column) {
        String text = traceback(translated(escaped));
        assertThat(text).contains(expected.strip()).contains("line 1, column " + column);
    }

    private static String translated(String escaped) {
        return java.util.regex.Pattern.compile("\\\\u([0-9a-f]{4})")
                .matcher(escaped)
                .replaceAll(found -> Character.toString(Integer.parseInt(found.group(1), 16)));
    }

    @Test
    void whatCannotStandAtTheTopIsExplained() {
        assertThat(error("int r = 1;\nreturn 5;").message()).contains("return outside of a method");
        assertThat(error("int r = 1;\nreturn 5;").line()).isEqualTo(2);
        assertThat(error("int own = 1;\nreturn own;").message()).contains("return outside of a method");
        assertThat(traceback("break = 1")).contains("break is a word of the language");
        assertThat(error("break;").message()).contains("break outside switch or loop");
    }

    @Test
    void aSynchronizedMethodOutsideAClassIsExplained() {
        assertThat(traceback("synchronized void once() {}")).contains("put the method into one");
        value("int shared = 0; void once() { synchronized (List.class) { shared++; } }\nonce()");
    }

    @ParameterizedTest
    @ValueSource(strings = {"var own = own", "var own = own;", "var own = own + 1;"})
    void aVariableThatIsMadeOfItselfIsNoInternalError(String code) {
        assertThat(error(code).message()).contains("cannot use 'var' on self-referencing variable");
        assertThat(value("1 + 1")).isEqualTo("2");
    }

    @Test
    void aFinalVariableCannotBeAssigned() {
        value("final int K = 3;");
        assertThat(traceback("int other = 1;\nK = 5;"))
                .contains("cannot assign a value to final variable K", "line 2, column 1");
        assertThat(error("K++;").message()).contains("final variable K");
        assertThat(error("int change() { return K += 1; }").message()).contains("final variable K");
        assertThat(value("int parameter(int K) { K = 4; return K; }\nparameter(1) + K"))
                .isEqualTo("7");
        assertThat(value("int K = 7;\nK = 8;\nK")).isEqualTo("8");
    }

    @Test
    void aMagicThatIsTakenForJavaIsExplained() {
        assertThat(traceback("int timed = 1; %time"))
                .contains("A magic such as %time stands at the beginning of a line.");
    }

    @Test
    void aMisspeltNameBeforeAPointIsNoPackage() {
        assertThat(traceback("sytem.out.println(1)")).contains("Did you mean", "System");
    }

    @Test
    void aCharacterThatDoesNotBelongIsTheOnlyError() {
        assertThat(traceback("int q = 4;\ufeff"))
                .contains("zero width no-break space (U+FEFF); leave it out")
                .doesNotContain("end of file");
    }

    @Test
    void codeThatIsNestedTooDeeplyIsNoInternalError() {
        String code = "int deep = " + "(".repeat(100_000) + "1" + ")".repeat(100_000) + ";";
        assertThat(error(code).message()).contains("nested too deeply");
        assertThat(value("1 + 1")).isEqualTo("2");
    }

    @Test
    void wrongArgumentsReadAsOneSentence() {
        assertThat(error("void none() {}\nnone(1);").message())
                .isEqualTo("method none cannot be applied to given types: required: no arguments, found: int,"
                        + " reason: actual and formal argument lists differ in length");
    }

    @Test
    void aScannerWithoutInputSaysWhy() {
        assertThat(error("new Scanner(System.in).nextLine()").message()).contains("where nobody can answer");
        assertThat(error("System.in.read()").message()).contains("where nobody can answer");
        assertThat(
                        value(
                                "String caught; try { System.in.read(); } catch (IOException e) { caught = \"no input\"; }\ncaught"))
                .isEqualTo("no input");
    }

    @Test
    void nothingIsShownAsNull() {
        assertThat(value("class Mute { public String toString() { return null; } }\nnew Mute()"))
                .isEqualTo("null");
        value("display(null);");
        assertThat(output.displays)
                .singleElement()
                .extracting(MimeBundle::plainText)
                .isEqualTo("null");
    }

    @Test
    void aStatementThatTookTooLongIsShownWithItsPlace() {
        try (JavaShell limited = JavaShell.start(ShellOptions.defaults().withStatementLimit(Duration.ofMillis(300)))) {
            CellError error =
                    limited.evaluate("//\nwhile (true) {}", output).error().orElseThrow();
            assertThat(error.name()).isEqualTo("Timeout");
            assertThat(error.line()).isEqualTo(2);
            assertThat(String.join("\n", error.plainTraceback()))
                    .endsWith("at cell 1, line 2\n      while (true) {}\n      ^");
        }
    }

    @Test
    void aMethodInThePlaceOfAValueIsExplained() {
        value("int square(int n) { return n * n; }");
        assertThat(traceback("java.util.function.IntUnaryOperator f = square;"))
                .contains("square is a method: call it, as in square(…), or write a lambda, as in x -> square(x).");
    }

    @Test
    void anAnnotationIsProposedForAnnotationsOnly() {
        assertThat(traceback("int a = Documented.f(1);"))
                .contains("variable Documented")
                .doesNotContain("import");
        run("@Documented @interface Known {}");
        assertThat(output.err.toString()).contains("import java.lang.annotation.Documented;");
    }

    @Test
    void aTypeOfTheNotebookCannotBeImported() {
        value("class Tools { static int one() { return 1; } }");
        for (String code : List.of("import static Tools.*;", "import static Tools.one;", "import Tools.Inner;")) {
            assertThat(traceback(code))
                    .contains("Tools is a type of this notebook, which no import can name: write Tools. before");
        }
    }

    @Test
    void eachMethodThatACallCouldMeanHasALine() {
        assertThat(error("\"abc\".indexOf(true, 1)").message())
                .isEqualTo("no suitable method found for indexOf(boolean,int)");
        assertThat(traceback("\"abc\".indexOf(true, 1)"))
                .contains(
                        "\n  method java.lang.String.indexOf(java.lang.String,int): argument mismatch; boolean cannot be")
                .contains("\n  method java.lang.String.indexOf(int,int): argument mismatch; boolean cannot be");
    }
}
