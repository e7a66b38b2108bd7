package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public conformance suite of the Jupyter protocol, run by its own Python against the installed kernel. */
@RequiresJupyter({Program.JUPYTER, Program.CONFORMANCE_SUITE})
class ConformanceTest {

    @TempDir
    Path folder;

    /** The pager is the one test left out: Java has no command whose answer is paged. */
    @Test
    void theKernelPassesTheWholeSuite() throws Exception {
        Path suite = Path.of(getClass().getResource("conformance.py").toURI());
        String printed = InstalledKernel.in(folder)
                .run(Duration.ofMinutes(10), List.of(Program.CONFORMANCE_SUITE.path(), suite.toString()));
        assertThat(printed.lines().filter(line -> line.endsWith("... ok"))).hasSize(11);
        assertThat(printed.lines().filter(line -> line.contains("... skipped")))
                .singleElement()
                .asString()
                .startsWith("test_pager");
    }
}
