package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One shell for the tests of a class, and a fresh output for each test. */
abstract class ShellFixture {

    static JavaShell shell;
    final RecordedOutput output = new RecordedOutput();

    @BeforeAll
    static void startShell() {
        shell = JavaShell.start(ShellOptions.defaults());
    }

    @AfterAll
    static void closeShell() {
        shell.close();
    }

    CellResult run(String code) {
        return shell.evaluate(code, output);
    }

    /** The plain text of the cell's value; the cell must succeed. */
    String value(String code) {
        CellResult result = run(code);
        assertThat(result.error().map(CellError::plainTraceback)).isEmpty();
        return result.result().map(MimeBundle::plainText).orElse(null);
    }

    CellError error(String code) {
        CellResult result = run(code);
        assertThat(result.error()).as(code).isPresent();
        return result.error().get();
    }

    String traceback(String code) {
        return String.join("\n", error(code).plainTraceback());
    }
}
