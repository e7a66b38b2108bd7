package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.data.Npy;
import org.ridgeless.data.NpyArray;
import org.ridgeless.data.Split;
import org.ridgeless.dynamics.Checkpoint;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Ending;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.dynamics.Stop;
import org.ridgeless.dynamics.Times;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.layers.Activations;

/** The code of docs/guide/networks.md. */
class NetworksGuideTest {
    @TempDir
    private Path folder;

    @Test
    void training() {
        String file = folder.resolve("net.npz").toString();
        // code: training
        Split split = Data.digits().oneAgainstOther(3, 8).split(0.7, 1);
        Probe error = Probe.testError(split.test());
        Run run = Descent.of(Nets.relu(64, 32, 1).seed(7), split.train())
                .loss(Loss.LOGISTIC)
                .rate(0.2)
                .record(Probe.loss(), error)
                .at(Times.every(10))
                .stop(Stop.when(error).stopsFalling(20))
                .run(2_000);
        run.table().save(folder.resolve("run.csv")); // a row for each measurement
        run.net().save(file); // numpy.load reads it, too
        Net again = Net.load(file);
        // end
        assertThat(run.ending()).isEqualTo(Ending.STOPPED);
        assertThat(again.parameters()).isEqualTo(run.net().parameters());
    }

    @Test
    void checkpoints() {
        Data data = Data.separable(40, 5).gap(0.3).seed(1);
        Net net = Nets.relu(5, 8, 1).seed(1);
        String file = folder.resolve("run.bin").toString();
        // code: checkpoints
        Descent descent = Descent.of(net, data).loss(Loss.LOGISTIC).rate(0.1).checkpoint(file, 100);
        Run first = descent.run(250); // suppose that the process dies here
        Run rest = descent.resume(Checkpoint.read(file)).run(800); // from step 200 to step 1,000
        // end
        assertThat(first.lastStep()).isEqualTo(250);
        assertThat(rest.lastStep()).isEqualTo(1000);
        Run whole = Descent.of(net, data).loss(Loss.LOGISTIC).rate(0.1).run(1000);
        assertThat(rest.net().parameters()).isEqualTo(whole.net().parameters());
    }

    @Test
    void fromPython() {
        Net source = Nets.relu(3, 4, 1).biased().seed(3);
        String file = source.save(folder.resolve("torch.npz")).toString();
        // code: torch
        Net net = Nets.relu(3, 4, 1).biased().withParametersOf(file);
        // end
        assertThat(net.apply(1, 2, 3)).isEqualTo(source.apply(1, 2, 3));
        assertThat(Npy.readAll(file).get("b1")).isEqualTo(NpyArray.of(new double[4]));
    }

    @Test
    void ownPieces() {
        Data data = Data.separable(40, 5).gap(0.3).seed(1);
        // code: own
        var swish = Activations.of("swish", z -> z.times(z.sigmoid()));
        var savage = Loss.margin("Savage", m -> m.sigmoid().minus(1).square());
        Run run = Descent.of(Nets.of(swish, 5, 16, 1).seed(2), data)
                .loss(savage)
                .rate(0.5)
                .record(Probe.margin(), Probe.sharpness())
                .stop(Stop.marginAbove(1))
                .run(5_000);
        // end
        assertThat(run.ending()).isEqualTo(Ending.STOPPED);
    }
}
