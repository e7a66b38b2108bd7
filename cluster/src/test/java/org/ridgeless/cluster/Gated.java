package org.ridgeless.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.losses.Loss;
import org.ridgeless.nets.Nets;
import org.ridgeless.sweeps.Cell;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepSource;

/** A sweep over networks whose first cell in each executor waits until the test lets it go on. */
public final class Gated implements SweepSource {
    /** The environment variable with the folder through which test and executors speak; without it nobody waits. */
    static final String GATE = "RIDGELESS_TEST_GATE";

    private static final Data DATA = Data.separable(40, 5).gap(0.2).seed(3);

    @Override
    public Sweep sweep() {
        return Sweep.over("width", Grid.of(2, 5, 17))
                .and("loss", Map.of("logistic", Loss.LOGISTIC, "square", Loss.SQUARE))
                .repeat(4)
                .measures(Gated::measured, "loss reached", "draw");
    }

    private static double[] measured(Cell cell) throws IOException, InterruptedException {
        String gate = System.getenv(GATE);
        if (gate != null) {
            pass(Path.of(gate));
        }
        if (cell.integer("width") == 5 && cell.trial() == 1) {
            throw new IllegalStateException("five, the second time");
        }
        var net = Nets.relu(5, cell.integer("width"), 1).seed(cell.seeds().value());
        Loss loss = cell.text("loss").equals("square") ? Loss.SQUARE : Loss.LOGISTIC;
        var run = Descent.of(net, DATA).loss(loss).rate(0.05).run(50);
        return new double[] {run.net().outputs(DATA.flatInputs(), 40)[7], cell.seeds().stream().nextDouble()};
    }

    private static void pass(Path gate) throws IOException, InterruptedException {
        Files.writeString(gate.resolve("here-" + ProcessHandle.current().pid()), "");
        while (!Files.exists(gate.resolve("open"))) {
            Thread.sleep(20);
        }
    }
}
