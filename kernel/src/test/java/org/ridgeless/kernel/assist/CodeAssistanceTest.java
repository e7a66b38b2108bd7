package org.ridgeless.kernel.assist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.kernel.assist.Completions.Match;
import org.ridgeless.kernel.shell.RecordedOutput;
import org.ridgeless.kernel.shell.ShellFixture;

class CodeAssistanceTest extends ShellFixture {

    @BeforeAll
    static void define() {
        shell.evaluate(
                "/** Adds two numbers.\n * @param left the first */\nint add(int left, int right) { return left + right; }\n"
                        + "List<String> names = new ArrayList<>();\nrecord Point(int x, int y) {}\nvar point = new Point(1, 2);",
                new RecordedOutput());
    }

    private static Inspection inspect(String marked) {
        int cursor = marked.indexOf('|');
        return shell.inspect(marked.replace("|", ""), cursor, 0).orElseThrow(() -> new AssertionError(marked));
    }

    private static List<Match> complete(String code) {
        return shell.complete(code, code.length()).matches();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Math.abs(|~ int Math.abs(int a)",
                "Math.abs|~ int Math.abs(int a)",
                "Math.ab|s(3)~ int Math.abs(int a)",
                "String|~ java.lang.String",
                "Stri|ng s = null~ java.lang.String",
                "new String(|~ String()",
                "new Point(|~ Point(int x, int y)",
                "add(|~ int add(int left, int right)",
                "add|~ int add(int left, int right)",
                "names|~ java.util.List<java.lang.String> names",
                "names.add(|~ add(",
                "names.add|~ add(",
                "point.x|~ x()",
                "int q = 1;\\nMath.abs|~ int Math.abs(int a)",
                "1 + Math.abs|~ int Math.abs(int a)",
                "List.of(1, 2)\\n    .stream()\\n    .map(|~ map(",
                "names\\n    .stream() // each\\n    .filter|~ filter(",
                "System.out.println|~ println(",
                "Math.PI|~ double"
            })
    void symbolsAreExplainedWhereverTheCursorStands(String marked, String expected) {
        Inspection inspection = inspect(marked.replace("\\n", "\n"));
        assertThat(inspection.text()).contains(expected);
        assertThat(inspection.html()).startsWith("<p><code>");
    }

    @Test
    void ownDocumentationIsShownAsTextAndHtml() {
        Inspection inspection = inspect("add|");
        assertThat(inspection.text()).contains("Adds two numbers.").contains("left: the first");
        assertThat(inspection.html()).contains("<li><code>left</code>: the first</li>");
        assertThat(inspect("names.add|").text()).doesNotContain("Adds two numbers.");
    }

    @Test
    void whatIsNotASymbolHasNoExplanation() {
        assertThat(shell.inspect("", 0, 0)).isEmpty();
        assertThat(shell.inspect("   ", 2, 0)).isEmpty();
        assertThat(shell.inspect("nonsense", 8, 0)).isEmpty();
        assertThat(shell.inspect("1 + ", 400, 0)).isEmpty();
    }

    @Test
    void completionsCarryTheirKindAndSignature() {
        assertThat(complete("Math.flo"))
                .extracting(Match::text)
                .contains("floor(", "floorDiv(", "floorMod(")
                .allMatch(text -> text.startsWith("floor"));
        assertThat(complete("Math.floor")).first().satisfies(match -> {
            assertThat(match.type()).isEqualTo("function");
            assertThat(match.signature()).isEqualTo("(double): double");
        });
        assertThat(complete("nam")).first().isEqualTo(new Match("names", "instance", "List<String>"));
        assertThat(complete("names.isEm")).first().isEqualTo(new Match("isEmpty()", "function", "(): boolean"));
    }

    @Test
    void signaturesAreThoseOfTheClassThatTheNameMeans() {
        assertThat(complete("Optional.emp")).containsExactly(new Match("empty()", "function", "(): Optional"));
        assertThat(complete("java.util.Optional.emp"))
                .containsExactly(new Match("empty()", "function", "(): Optional"));
        shell.evaluate(
                "import java.sql.Date;\nclass Scanner { public int scanned(int times) { return times; } }\n"
                        + "Scanner own = new Scanner();\nString Integer = \"a variable\";",
                output);
        assertThat(complete("Date.value"))
                .singleElement()
                .extracting(Match::signature)
                .asString()
                .contains("(LocalDate): Date");
        assertThat(complete("own.scan")).containsExactly(new Match("scanned(", "function", ""));
        assertThat(complete("Integer.isEm")).containsExactly(new Match("isEmpty()", "function", "(): boolean"));
    }

    @Test
    void whatEveryObjectHasComesLast() {
        List<String> texts = complete("point.").stream().map(Match::text).toList();
        assertThat(texts.subList(0, 2)).containsExactlyInAnyOrder("x()", "y()");
    }

    @Test
    void whatFitsTheTypeComesFirst() {
        assertThat(complete("List<String> copy = "))
                .first()
                .extracting(Match::text)
                .isEqualTo("names");
        assertThat(complete("List<String> copy = ")).hasSizeLessThan(50);
        assertThat(complete("double r = Mat")).extracting(Match::text).contains("Math");
    }

    @Test
    void whatTheCellItselfDeclaresIsFound() {
        assertThat(complete("import java.time.*;\nint zz = 1;\nLocalDate.no"))
                .extracting(Match::text)
                .containsExactly("now(");
        assertThat(complete("class Q { int foo; int bar() { return 1; } }\nQ q = new Q();\nq.ba"))
                .extracting(Match::text)
                .containsExactly("bar()");
        assertThat(complete("int alpha = 1;\nalph")).first().isEqualTo(new Match("alpha", "instance", ""));
        assertThat(complete("int own(int x) { return x; }\now")).first().isEqualTo(new Match("own(", "function", ""));
        assertThat(shell.complete("import java.time.*;\nLocalDate.no", 32).start())
                .isEqualTo(30);
    }

    @Test
    void aCallWithoutArgumentsIsCompleted() {
        shell.evaluate("String text() { return \"\"; }", new RecordedOutput());
        assertThat(complete("text().isEm")).first().isEqualTo(new Match("isEmpty()", "function", "(): boolean"));
    }

    @Test
    void completionReplacesTheBegunName() {
        Completions completions = shell.complete("int a = 1;\nMath.flo + 2", 19);
        assertThat(completions.start()).isEqualTo(16);
        assertThat(completions.end()).isEqualTo(19);
    }

    @Test
    void javadocBecomesTextAndHtml() {
        String comment =
                "Returns {@code a < b} of a {@link java.util.List list}.\n<p>More.\n@param a the {@literal <a>}\n"
                        + "@return it\n@throws Exception if {@link #wrong}";
        assertThat(JavadocComment.html(comment))
                .contains(
                        "<code>a &lt; b</code>",
                        "<code>list</code>",
                        "<li>returns: it</li>",
                        "throws <code>Exception</code>");
        assertThat(JavadocComment.text(comment))
                .contains("Returns a < b of a list.", "  - a: the <a>", "  - throws Exception: if wrong");
    }

    @Test
    void unfinishedCodeIsIndentedFurther() {
        assertThat(shell.isComplete("class A {\n    void f() {"))
                .isEqualTo(new Completeness(Completeness.State.INCOMPLETE, "        "));
        assertThat(shell.isComplete("for (;;)").state()).isEqualTo(Completeness.State.INCOMPLETE);
        assertThat(shell.isComplete("int a = 1\nint b = 2").state()).isEqualTo(Completeness.State.COMPLETE);
        assertThat(shell.isComplete("unknownName + 1").state()).isEqualTo(Completeness.State.COMPLETE);
        String throwing =
                "String kind(int day) {\n  String kind = switch (day) { case 6 -> \"a\"; default -> throw new Error(); };";
        assertThat(shell.isComplete(throwing).state()).isEqualTo(Completeness.State.INCOMPLETE);
        assertThat(shell.isComplete(throwing + "\n  return kind;\n}").state()).isEqualTo(Completeness.State.COMPLETE);
        assertThat(shell.isComplete(")").state()).isEqualTo(Completeness.State.INVALID);
    }
}
