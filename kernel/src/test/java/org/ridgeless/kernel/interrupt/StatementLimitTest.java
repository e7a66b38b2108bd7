package org.ridgeless.kernel.interrupt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.shell.JavaShell;
import org.ridgeless.kernel.shell.RecordedOutput;
import org.ridgeless.kernel.shell.ShellOptions;

class StatementLimitTest {

    private final RecordedOutput output = new RecordedOutput();

    @Test
    void aStatementThatTakesTooLongEndsItsCell() {
        try (JavaShell shell = shell(Duration.ofMillis(300))) {
            CellResult result = shell.evaluate("while (true) {}", output);
            assertThat(result.status()).isEqualTo(CellResult.Status.ERROR);
            assertThat(result.error()).hasValueSatisfying(error -> {
                assertThat(error.name()).isEqualTo("Timeout");
                assertThat(error.message()).contains("0.3 s");
            });
            // On a busy machine the limit is too short for any statement: the next one is endless, too.
            CellResult next = shell.evaluate("while (true) {}", output);
            assertThat(next.error().map(CellError::name)).hasValue("Timeout");
        }
    }

    @Test
    void theAlarmOfAStatementThatHasEndedIsTakenBack() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1);
        clock.setRemoveOnCancelPolicy(true);
        CellScope scope = new CellScope(null, output, 1);
        try (StatementLimit limit = new StatementLimit(Optional.of(Duration.ofDays(1)), stopped -> {}, clock)) {
            for (int statement = 0; statement < 2; statement++) {
                assertThat(limit.<Integer>watch(scope, () -> clock.getQueue().size()))
                        .isEqualTo(1);
                assertThat(clock.getQueue()).isEmpty();
            }
        }
    }

    private static JavaShell shell(Duration limit) {
        return JavaShell.start(ShellOptions.defaults().withStatementLimit(limit));
    }
}
