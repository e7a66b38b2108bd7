package org.ridgeless.sweeps;

/** A sweep with a name, for what is made again elsewhere, that repeats until its intervals are short. */
final class Adaptive implements SweepSource {
    @Override
    public Sweep sweep() {
        return Sweep.over("spread", Grid.of(0.1, 1))
                .measure(
                        "draw",
                        cell -> cell.number("spread") * cell.seeds().stream().nextDouble())
                .repeatUntil("draw", 0.1, 1000);
    }
}
