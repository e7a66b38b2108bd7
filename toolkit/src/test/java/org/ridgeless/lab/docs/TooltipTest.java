package org.ridgeless.lab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.assist.Inspection;
import org.ridgeless.kernel.magics.StandardShell;
import org.ridgeless.kernel.shell.JavaShell;

/** What a notebook shows of a name of the toolkit. */
class TooltipTest {
    @Test
    void itsExampleIsShownAsCode() {
        try (JavaShell shell = JavaShell.start(StandardShell.options())) {
            Inspection semicircle =
                    shell.inspect("org.ridgeless.spectra.Semicircle", 32, 0).orElseThrow();
            assertThat(semicircle.html())
                    .contains("<pre><code>Semicircle law = Semicircle.standard(); // on [-2, 2]\n")
                    .doesNotContain("{@");
            assertThat(semicircle.text()).contains("\n    double top = law.density(0); // 0.3183… = 1/π\n");
        }
    }
}
