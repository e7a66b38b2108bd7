package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

/** What a cell with a check says to somebody who has not solved it: what is missing and a hint, in one line, no stack trace. */
final class Help {
    private Help() {}

    static void mustCome(NotebookFile.Cell check) {
        assertThat(Execution.error(check))
                .as(check.id())
                .hasValueSatisfying(
                        message -> assertThat(message).startsWith("Not yet: ").contains("Hint: "));
        assertThat(Execution.traceback(check))
                .as(check.id())
                .singleElement()
                .asString()
                .contains("Not yet: ");
    }
}
