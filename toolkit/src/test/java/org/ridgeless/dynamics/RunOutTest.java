package org.ridgeless.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.tables.Results;

/** What a run gives away: a table, a figure, checkpoints on the way; and when it ends. */
class RunOutTest {
    private static final Data DATA = Data.separable(20, 3).gap(0.3).seed(1);
    private static final Descent DESCENT = Descent.of(Nets.linear(3, 1).seed(1), DATA)
            .loss(Loss.LOGISTIC)
            .rate(0.1)
            .at(Times.every(1));

    @TempDir
    private Path folder;

    @Test
    void aTableHasARowForEachMeasurement() {
        Run run = DESCENT.record(Probe.loss(), Probe.layerNorms()).run(10);
        Results table = run.table();
        assertThat(table.columns()).containsExactly("step", "loss", "layer norms");
        assertThat(table.rows()).isEqualTo(11);
        assertThat(table.numbers("loss")).isEqualTo(run.values(Probe.loss()));
        assertThat(table.last(2).numbers("step")).containsExactly(9, 10);
        MimeBundle shown = run.mime();
        assertThat(shown.data().get(MimeBundle.HTML).toString()).contains("data:image/png;base64", "<table>");
        assertThat(DESCENT.run(3).mime().data()).containsOnlyKeys(MimeBundle.TEXT);
    }

    @Test
    void aFlowHasTimeOnItsAxis() {
        Run run = GradientFlow.of(Nets.linear(3, 1).seed(1), DATA)
                .loss(Loss.LOGISTIC)
                .record(Probe.loss())
                .run(3);
        assertThat(run.plot(Probe.loss()).caption()).contains("against t)");
        // The run knows logarithms of times.
        assertThat(run.table().numbers("time")[run.steps().length - 1]).isCloseTo(3, within(4 * Math.ulp(3.0)));
        assertThat(DESCENT.record(Probe.loss()).run(2).plot(Probe.loss()).caption())
                .contains("against step)");
    }

    /** The probe gives 5, 4, 3, 3, 3, 2, …: with a patience of 3 it goes on past 3, 3, 3. */
    @Test
    void aRunEndsWhenAProbeStopsFallingForLongEnough() {
        double[] values = {5, 4, 3, 3, 3, 2, 2, Double.NaN, 2, 1};
        Probe probe = Probe.named("script", state -> values[state.step()]);
        Stop stop = Stop.when(probe).stopsFalling(3);
        // The rule is the same object in both runs and counts anew in each.
        for (int repeat = 0; repeat < 2; repeat++) {
            Run run = DESCENT.stop(stop).run(9);
            assertThat(run.ending()).isEqualTo(Ending.STOPPED);
            assertThat(run.lastStep()).isEqualTo(8);
            assertThat(run.toString()).contains("script stopped falling for 3 measurements");
        }
        assertThat(DESCENT.stop(Stop.when(probe).stopsFalling(2)).run(9).lastStep())
                .isEqualTo(4);
        assertThat(DESCENT.stop(Stop.when(probe).stopsRising(1)).run(9).lastStep())
                .isEqualTo(1);
        assertThat(DESCENT.stop(Stop.when(probe).below(3)).run(9).lastStep()).isEqualTo(5);
        assertThat(DESCENT.stop(Stop.when(probe).above(4.5)).run(9).lastStep()).isZero();
        assertThatThrownBy(() -> Stop.when(probe).stopsFalling(0)).hasMessageContaining("got 0");
    }

    /** A process that dies between two checkpoints goes on from the last one, bit for bit. */
    @Test
    void checkpointsAreWrittenDuringTheRun() {
        String file = folder.resolve("run.bin").toString();
        Descent descent = DESCENT.batch(4).seed(3);
        Run whole = descent.run(20);
        Run dying = descent.checkpoint(file, 6)
                .record(Probe.named("kill", state -> {
                    if (state.step() == 15) {
                        throw new IllegalStateException("dead");
                    }
                    return 0;
                }))
                .run(20);
        assertThat(dying.partial()).isTrue();
        Checkpoint last = Checkpoint.read(file);
        assertThat(last.step()).isEqualTo(12);
        assertThat(descent.resume(last).run(8).net().parameters())
                .isEqualTo(whole.net().parameters());
        assertThat(Arrays.stream(folder.toFile().list())).containsExactly("run.bin");
    }

    @Test
    void checkpointsOfAFlowAreWrittenToo() {
        String file = folder.resolve("flow.bin").toString();
        GradientFlow flow = GradientFlow.of(Nets.linear(3, 1).seed(1), DATA).loss(Loss.LOGISTIC);
        Run whole = flow.checkpoint(file, 1).run(5);
        Checkpoint last = Checkpoint.read(file);
        assertThat(last.step()).isPositive().isLessThan(whole.lastStep());
        assertThat(flow.resume(last).run(5).net().parameters())
                .isEqualTo(whole.net().parameters());
    }

    @Test
    void aCheckpointThatCannotBeWrittenEndsTheRunWithWhatItHas() {
        Path nowhere = folder.resolve("nowhere/run.bin");
        Run run = DESCENT.record(Probe.loss()).checkpoint(nowhere.toString(), 5).run(20);
        assertThat(run.partial()).isTrue();
        assertThat(run.lastStep()).isZero();
        assertThat(run.toString()).contains("could not be written").contains("nowhere");
        assertThat(Files.exists(nowhere)).isFalse();
        assertThatThrownBy(() -> DESCENT.checkpoint("x", 0)).hasMessageContaining("got 0");
    }
}
