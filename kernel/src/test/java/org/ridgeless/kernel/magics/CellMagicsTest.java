package org.ridgeless.kernel.magics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What users of other languages' notebooks type without thinking. */
class CellMagicsTest {
    private static TestCell cell;

    @BeforeAll
    static void start() {
        cell = new TestCell();
    }

    @AfterAll
    static void stop() {
        cell.close();
    }

    @ParameterizedTest
    @CsvSource({
        "html, text/html",
        "javascript, application/javascript",
        "js, application/javascript",
        "latex, text/latex",
        "markdown, text/markdown",
        "svg, image/svg+xml"
    })
    void aCellIsShownAsWhatItIs(String magic, String mimeType) {
        cell.run("%%" + magic + "\n<b>a & \"b\"</b>\n");
        assertThat(cell.shownOf(mimeType)).isEqualTo("<b>a & \"b\"</b>\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aCellIsAScriptOfAShell() {
        assertThat(cell.run("%%sh\nfor i in 1 2; do echo \"line $i\"; done")).isEqualTo("line 1\nline 2\n");
        assertThat(cell.run("%%sh first second\necho $2 $1")).isEqualTo("second first\n");
        assertThat(cell.value("%%sh\nexit 3")).contains("sh ended with status 3");
    }

    @Test
    void variablesAreListedWithTypesSizesAndValues() {
        try (TestCell fresh = new TestCell()) {
            assertThat(fresh.run("%whos")).isEqualTo("no variables\n");
            fresh.run(
                    "int n = 3; double[][] m = new double[2][4]; var list = List.of(\"a\", \"b\"); String none = null;\n1 + 1");
            assertThat(fresh.run("%who")).isEqualTo("n  m  list  none\n");
            assertThat(fresh.run("%whos").lines())
                    .anyMatch(line -> line.matches("n +int +3"))
                    .anyMatch(line -> line.matches("m +double\\[]\\[] +2×4 +\\[\\[0.0, 0.0, 0.0, 0.0], .*"))
                    .anyMatch(line -> line.matches("list +List<String> +2 +\\[a, b]"))
                    .anyMatch(line -> line.matches("none +String +null"))
                    .hasSize(5);
        }
    }

    @Test
    void aQuestionMarkExplainsAName() {
        cell.run("/** Doubles. */ int doubled(int x) { return 2 * x; }");
        assertThat(cell.run("doubled?"))
                .contains("doubled(int x)")
                .contains("Doubles.")
                .doesNotContain("return");
        assertThat(cell.run("doubled??")).contains("return 2 * x;");
        assertThat(cell.run("Math.max?")).contains("max(int");
        assertThat(cell.value("nothingOfTheKind?")).contains("nothing is known about nothingOfTheKind");
    }

    @Test
    void aQuestionMarkOfJavaIsJava() {
        assertThat(cell.value("boolean yes = true;\nint n = yes ? 1 : 2;\nn")).isEqualTo("1");
        assertThat(cell.value("int k =\n    yes\n    ? 3\n    : 4;\nk")).isEqualTo("3");
        assertThat(cell.value("int j =\n    yes ?\n    5 : 6;\nj")).isEqualTo("5");
    }

    @Test
    void variablesInBracesAreTheirValuesInMagics() {
        cell.run("String word = \"hello\"; int n = 2;");
        assertThat(cell.run("!echo {word} {n} {unknown}")).isEqualTo("hello 2 {unknown}\n");
        assertThat(cell.run("%env GREETING={word}\n!echo $GREETING")).isEqualTo("hello\n");
        assertThat(cell.value("%jars {word}.jar")).contains("nothing found at hello.jar");
    }

    @Test
    void timeitSaysMeanSpreadAndWarmUp() {
        String pattern =
                "[\\d.]+ (ns|µs|ms|s) ± [\\d.]+ (ns|µs|ms|s) a run \\(mean and standard deviation of 7 repetitions of"
                        + " [\\d,]+ runs?, after [\\d,]+ to warm up\\)\n";
        assertThat(cell.run("%timeit Math.sqrt(2)")).matches(pattern);
        assertThat(cell.run("%%timeit double x = 2\ndouble y = Math.sqrt(x);\ny = y + 1;"))
                .matches(pattern);
        assertThat(cell.run("%timeit System.nanoTime();")).matches(pattern);
    }

    /** Mean 2 and standard deviation 1 of the numbers 1, 2, 3. */
    @Test
    void theReportOfTimeitIsMeanAndStandardDeviation() {
        assertThat(Repetition.report(new double[] {1e6, 2e6, 3e6}, 1000, 12345))
                .isEqualTo("2.00 ms ± 1.00 ms a run (mean and standard deviation of 3 repetitions of 1,000 runs,"
                        + " after 12,345 to warm up)");
    }

    @ParameterizedTest
    @CsvSource({
        "%mavne x, did you mean %maven?",
        "%%htlm, did you mean %%html?",
        "%%writefil x, did you mean %%writefile?",
        "%Whos, did you mean %whos?"
    })
    void aSimilarMagicThatFitsIsProposed(String code, String proposal) {
        assertThat(cell.value(code)).contains(proposal);
    }

    @ParameterizedTest
    @CsvSource({"%%cs", "%%ruby", "%xy 1"})
    void nothingIsProposedThatIsNotSimilar(String code) {
        assertThat(cell.value(code)).contains("no magic %").doesNotContain("did you mean");
    }

    /** Neither frames of the kernel nor the Java that a magic becomes. */
    @ParameterizedTest
    @CsvSource({
        "%maven a:b, takes group:artifact",
        "%jars none.jar, nothing found at none.jar",
        "%nonsense, no magic %nonsense",
        "%time, %time takes code behind it",
        "%timeit, %timeit takes code behind it"
    })
    void theErrorOfAMagicShowsWhatWasWritten(String magic, String reason) {
        cell.run("int before = 1;\n" + magic);
        assertThat(cell.last().error().orElseThrow().plainTraceback())
                .hasSizeLessThanOrEqualTo(4)
                .anyMatch(line -> line.contains(reason))
                .anyMatch(line -> line.contains("line 2"))
                .anyMatch(line -> line.strip().equals(magic))
                .noneMatch(line -> line.contains("org.ridgeless"));
    }

    @Test
    void theErrorOfACellMagicShowsItsFirstLine() {
        cell.run("%%sh\nexit 4");
        assertThat(cell.last().error().orElseThrow().plainTraceback())
                .hasSizeLessThanOrEqualTo(4)
                .anyMatch(line -> line.strip().equals("%%sh"))
                .noneMatch(line -> line.contains("org.ridgeless"));
    }

    @Test
    void inputAsksAndSaysSoWhereNobodyAnswers() {
        try (TestCell asked = new TestCell(Map.of())) {
            asked.answer("Ada");
            assertThat(asked.value("input(\"name? \") + \"!\"")).isEqualTo("Ada!");
            asked.answer("secret");
            assertThat(asked.value("password(\"word? \").length()")).isEqualTo("6");
            assertThat(asked.value("input(\"name? \")")).contains("nobody answers");
            assertThat(asked.value("new Scanner(System.in).nextLine()")).contains("nobody answers");
            assertThat(asked.value("System.in.read()")).contains("nobody answers");
        }
    }
}
