package org.ridgeless.kernel.widget;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.shell.ShellFixture;

/** A notebook that runs without a front end. */
class UnwatchedWidgetTest extends ShellFixture {

    @Test
    void onlyWhatCanBeShownWithoutAKernelIsShown() {
        assertThat(run("Controls.slider(\"n\", 3, 9).each(n -> n * n)")
                        .result()
                        .orElseThrow()
                        .data()
                        .toString())
                .isEqualTo("{\"text/plain\":\"9\"}");
        assertThat(value("Controls.slider(\"n\", 3, 9)")).isEqualTo("n: 3");
        assertThat(value("Controls.dropdown(\"loss\", \"square\", \"hinge\").value(\"hinge\")"))
                .isEqualTo("loss: hinge");
        assertThat(value("Controls.progress(\"steps\", 4).value(1)")).isEqualTo("steps: 1.0 of 4.0");
    }

    @Test
    void listenersHearWhatTheCodeChooses() {
        value("var heard = new ArrayList<Integer>();\nControls.slider(\"n\", 0, 9).onChange(heard::add).value(4);");
        assertThat(value("heard")).isEqualTo("[4]");
    }
}
