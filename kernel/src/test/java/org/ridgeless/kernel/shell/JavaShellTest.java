package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.assist.Completeness;
import org.ridgeless.kernel.assist.Completions;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.CellResult.Status;
import org.ridgeless.kernel.cell.MimeBundle;

class JavaShellTest {

    private static JavaShell shell;
    private final RecordedOutput output = new RecordedOutput();

    @BeforeAll
    static void start() {
        shell = JavaShell.start(ShellOptions.defaults());
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    private CellResult run(String code) {
        return shell.evaluate(code, output);
    }

    private String value(String code) {
        CellResult result = run(code);
        assertThat(result.error()).isEmpty();
        return result.result().map(MimeBundle::plainText).orElse(null);
    }

    @Test
    void theLastExpressionIsTheResult() {
        assertThat(value("1 + 1")).isEqualTo("2");
        assertThat(value("int a = 5;\na * 2")).isEqualTo("10");
    }

    @Test
    void declarationsVoidCallsAndNullHaveNoResult() {
        assertThat(value("int b = 5;")).isNull();
        assertThat(value("System.out.println(1)")).isNull();
        assertThat(value("(String) null")).isNull();
        assertThat(value("// nothing")).isNull();
        assertThat(value("")).isNull();
    }

    @Test
    void stateIsKeptBetweenCells() {
        value("int kept = 41;");
        assertThat(value("kept + 1")).isEqualTo("42");
        assertThat(shell.variables()).contains(new Variable("int", "kept"));
    }

    @Test
    void printedTextGoesToItsStream() {
        run("System.out.println(\"grüß\"); System.err.print(\"bad\");");
        assertThat(output.out).hasToString("grüß\n");
        assertThat(output.err).hasToString("bad");
    }

    @Test
    void displayReturnsAnIdentifierThatUpdates() {
        run("String id = display(\"first\"); updateDisplay(id, \"second\");");
        assertThat(output.displays).hasSize(1);
        assertThat(output.updates).hasSize(1);
        assertThat(output.updates.get(0).displayId())
                .isEqualTo(output.displays.get(0).displayId());
        assertThat(output.updates.get(0).plainText()).isEqualTo("second");
    }

    @Test
    void renderersRegisteredInACellAreUsed() {
        run(
                "record Celsius(double degrees) {}\n"
                        + "getKernelInstance().getRenderer().createRegistration(Celsius.class)\n"
                        + "    .preferring(io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML)\n"
                        + "    .register((value, context) -> context.renderIfRequested(\n"
                        + "        io.github.spencerpark.jupyter.kernel.display.mime.MIMEType.TEXT_HTML, () -> \"<b>warm</b>\"));");
        CellResult result = run("new Celsius(20)");
        assertThat(result.result().orElseThrow().data().get("text/html").getAsString())
                .isEqualTo("<b>warm</b>");
        assertThat(result.result().orElseThrow().plainText()).isEqualTo("Celsius[degrees=20.0]");
    }

    @Test
    void evalEvaluatesWithinTheCell() {
        assertThat(value("int base = 20;\n(Integer) eval(\"base + 1\") * 2")).isEqualTo("42");
    }

    @Test
    void inputIsReadWhereSomebodyAnswersAndRefusedElsewhere() {
        output.answers.add("Ada");
        assertThat(value("new Scanner(System.in).nextLine()")).isEqualTo("Ada");
        CellResult refused = run("System.in.read()");
        assertThat(refused.status()).isEqualTo(Status.ERROR);
        assertThat(refused.error().orElseThrow().message()).contains("nobody can answer");
    }

    @Test
    void anExceptionIsReportedUnderItsOwnName() {
        CellError error = run("int x = 1;\nthrow new IllegalStateException(\"boom\");")
                .error()
                .orElseThrow();
        assertThat(error.name()).endsWith("IllegalStateException");
        assertThat(error.message()).isEqualTo("boom");
        assertThat(error.line()).isEqualTo(2);
    }

    @Test
    void codeThatDoesNotCompileNamesTheLine() {
        CellError error = run("int y = 1;\nint z = undefined;").error().orElseThrow();
        assertThat(error.name()).isEqualTo("CompilationError");
        assertThat(error.line()).isEqualTo(2);
        assertThat(error.message()).contains("undefined");
    }

    @Test
    void isCompleteTellsTheThreeStatesApart() {
        assertThat(shell.isComplete("int a = 1;").state()).isEqualTo(Completeness.State.COMPLETE);
        assertThat(shell.isComplete("for (int i = 0; i < 3; i++) {").state()).isEqualTo(Completeness.State.INCOMPLETE);
        assertThat(shell.isComplete("int = = 3;").state()).isEqualTo(Completeness.State.INVALID);
    }

    @Test
    void completionProposesMembers() {
        assertThat(shell.complete("Math.ab", 7).matches())
                .extracting(Completions.Match::text)
                .anyMatch(text -> text.startsWith("abs"));
    }
}
