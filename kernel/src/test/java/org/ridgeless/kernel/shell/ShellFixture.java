package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.MimeBundle;

/** One shell for the tests of a class, and a fresh output for each test. */
public abstract class ShellFixture {

    protected static JavaShell shell;
    protected final RecordedOutput output = new RecordedOutput();

    @BeforeAll
    static void startShell() {
        shell = JavaShell.start(ShellOptions.defaults());
    }

    @AfterAll
    static void closeShell() {
        shell.close();
    }

    protected CellResult run(String code) {
        return shell.evaluate(code, output);
    }

    /** The plain text of the cell's value; the cell must succeed. */
    protected String value(String code) {
        CellResult result = run(code);
        assertThat(result.error().map(CellError::plainTraceback)).isEmpty();
        return result.result().map(MimeBundle::plainText).orElse(null);
    }

    protected CellError error(String code) {
        CellResult result = run(code);
        assertThat(result.error()).as(code).isPresent();
        return result.error().get();
    }

    protected String traceback(String code) {
        return String.join("\n", error(code).plainTraceback());
    }
}
