package org.ridgeless.lab;

import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepSource;

/** A sweep of one's own. */
public final class OwnSweep implements SweepSource {
    @Override
    public Sweep sweep() {
        return Sweep.over("n", Grid.of(1, 2, 3))
                .repeat(2)
                .measure("y", cell -> cell.number("n") + cell.seeds().stream().nextDouble());
    }
}
