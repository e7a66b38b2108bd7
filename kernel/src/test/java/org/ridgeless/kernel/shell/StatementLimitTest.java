package org.ridgeless.kernel.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StatementLimitTest {

    private final RecordedOutput output = new RecordedOutput();

    @Test
    void aStatementThatTakesTooLongEndsItsCell() {
        try (JavaShell shell = shell(Duration.ofMillis(300))) {
            CellResult result = shell.evaluate("int n = 0; while (true) n++;", output);
            assertThat(result.status()).isEqualTo(CellResult.Status.ERROR);
            assertThat(result.error()).hasValueSatisfying(error -> {
                assertThat(error.name()).isEqualTo("Timeout");
                assertThat(error.message()).contains("0.3 s");
            });
            CellResult next = shell.evaluate("n > 0", output);
            assertThat(next.result().map(MimeBundle::plainText)).hasValue("true");
        }
    }

    @Test
    void theLimitIsForEachStatementAndNotForTheCell() {
        try (JavaShell shell = shell(Duration.ofMillis(1000))) {
            CellResult result = shell.evaluate("Thread.sleep(600); Thread.sleep(600); 7", output);
            assertThat(result.result().map(MimeBundle::plainText)).hasValue("7");
        }
    }

    private static JavaShell shell(Duration limit) {
        return JavaShell.start(ShellOptions.defaults().withStatementLimit(limit));
    }
}
