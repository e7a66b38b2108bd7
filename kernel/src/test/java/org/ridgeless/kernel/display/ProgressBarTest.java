package org.ridgeless.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.shell.JavaShell;
import org.ridgeless.kernel.shell.ShellOptions;

class ProgressBarTest {
    private static final String LOOP = "try (var bar = ProgressBar.start(\"trials\", 2)) {\n"
            + "    long begin = System.nanoTime();\n"
            + "    while (System.nanoTime() - begin < 500_000_000L) Thread.onSpinWait();\n"
            + "    bar.step(); bar.step();\n}";

    /** Collects what a cell shows. */
    private static final class Shown implements CellOutput {
        final List<String> displays = new ArrayList<>();
        final List<String> updates = new ArrayList<>();
        final StringBuilder text = new StringBuilder();

        @Override
        public void text(Stream stream, String more) {
            text.append(more);
        }

        @Override
        public void display(MimeBundle bundle) {
            displays.add(bundle.displayId().orElseThrow() + " " + bundle.plainText());
        }

        @Override
        public void updateDisplay(MimeBundle bundle) {
            updates.add(bundle.displayId().orElseThrow() + " " + bundle.plainText());
        }

        @Override
        public void clear(boolean wait) {}
    }

    private static Shown run(boolean interactive) {
        Shown shown = new Shown();
        try (JavaShell shell = JavaShell.start(ShellOptions.defaults().withInteractive(interactive))) {
            CellResult result = shell.evaluate(LOOP, shown);
            assertThat(result.ok()).as(result.toString()).isTrue();
        }
        return shown;
    }

    @Test
    void inANotebookOneDisplayIsUpdated() {
        Shown shown = run(true);
        assertThat(shown.displays).hasSize(1);
        String id = shown.displays.get(0).split(" ")[0];
        assertThat(shown.updates).isNotEmpty().allMatch(update -> update.startsWith(id));
        assertThat(shown.updates.get(shown.updates.size() - 1)).contains("trials: done after");
    }

    @Test
    void whereNobodyWatchesNothingStaysInTheNotebook() {
        Shown shown = run(false);
        assertThat(shown.displays).isEmpty();
        assertThat(shown.updates).isEmpty();
        assertThat(shown.text).isEmpty();
    }

    @Test
    void aTerminalSeesOneLineThatOverwritesItself() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressViews.OnTerminal view = new ProgressViews.OnTerminal(new PrintStream(bytes, true), true);
        view.show("trials", 0.5, "8 of 16, 2 s left");
        view.end("trials", "done after 4.0 s");
        assertThat(bytes.toString().split("\r")).hasSize(3);
        assertThat(bytes.toString()).contains("8 of 16").contains("\rtrials: done after 4.0 s");
    }

    @Test
    void aLogThatIsNoTerminalSeesTheEndOnly() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ProgressViews.OnTerminal view = new ProgressViews.OnTerminal(new PrintStream(bytes, true), false);
        view.show("trials", 0.5, "8 of 16");
        view.end("trials", "done after 4.0 s");
        assertThat(bytes.toString()).isEqualToIgnoringNewLines("trials: done after 4.0 s\n");
    }

    /** Steps of so many milliseconds by a clock that nothing else moves. */
    private static List<String> shownBy(int steps, int millis) {
        List<String> calls = new ArrayList<>();
        ProgressView view = new ProgressView() {
            @Override
            public void show(String label, double fraction, String status) {
                calls.add(status);
            }

            @Override
            public void end(String label, String status) {
                calls.add(status);
            }
        };
        AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
        try (ProgressBar bar = new ProgressBar("trials", steps, view, now::get)) {
            for (int i = 0; i < steps; i++) {
                now.addAndGet(millis * 1_000_000L);
                bar.step();
            }
        }
        return calls;
    }

    @Test
    void whatIsOverInHalfASecondShowsNothing() {
        assertThat(shownBy(1000, 0)).isEmpty();
        assertThat(shownBy(4, 124)).isEmpty();
    }

    @Test
    void fiveTimesASecondAtMostAndOnceAtTheEnd() {
        assertThat(shownBy(20, 50))
                .containsExactly("10 of 20, 1 s left", "14 of 20, 0 s left", "18 of 20, 0 s left", "done after 1.0 s");
    }
}
