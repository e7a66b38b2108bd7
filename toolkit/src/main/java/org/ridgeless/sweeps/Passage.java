package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.sweeps.cells.Outcome;

/**
 * A sweep that goes along an axis step by step, each cell going on from the one before: there, or there and back. All lines along
 * the axis take a step at the same time.
 */
record Passage(String axis, boolean back) {
    /** What a cell has before it that failed: there is nothing to go on from. */
    static final Object BROKEN = new Object();

    static final String BOTH = ", there and back";

    /** Runs all lines; what is finished, line by line. */
    List<SweepRun.Done> run(SweepRun run, Space space, int repetitions, long seed) {
        int[] starts = starts(space);
        int lines = Math.multiplyExact(starts.length, repetitions);
        List<List<SweepRun.Done>> byLine = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            byLine.add(new ArrayList<>());
        }
        int length = space.axis(axis).size();
        int steps = back ? 2 * length : length;
        for (int step = 0; step < steps && !run.isStopped(); step++) {
            step(run, space, seed, byLine, step);
        }
        return byLine.stream().flatMap(List::stream).toList();
    }

    private void step(SweepRun run, Space space, long seed, List<List<SweepRun.Done>> byLine, int step) {
        int[] starts = starts(space);
        int repetitions = byLine.size() / starts.length;
        int length = space.axis(axis).size();
        int along = step < length ? step : 2 * length - 1 - step;
        String way = !back ? "" : step < length ? Cell.THERE : Cell.BACK;
        int[] going = IntStream.range(0, byLine.size())
                .filter(line -> byLine.get(line).size() == step)
                .toArray();
        List<SweepRun.Done> brought = run.run(
                going.length,
                index -> space.cell(
                        starts[going[index] / repetitions] + along * space.stride(axis),
                        going[index] % repetitions,
                        way,
                        seed),
                index -> step == 0 ? null : state(byLine.get(going[index])),
                index -> going[index]);
        for (int i = 0; i < going.length; i++) {
            if (brought.get(i).outcome() != null) {
                byLine.get(going[i]).add(brought.get(i));
            }
        }
    }

    private static Object state(List<SweepRun.Done> line) {
        Outcome last = line.get(line.size() - 1).outcome();
        return last.hasValue() ? Measured.state(last.value()) : BROKEN;
    }

    /** The places at the beginning of the axis. */
    private int[] starts(Space space) {
        int stride = space.stride(axis);
        int length = space.axis(axis).size();
        return IntStream.range(0, space.size(1))
                .filter(place -> place / stride % length == 0)
                .toArray();
    }

    @Override
    public String toString() {
        return axis + (back ? BOTH : "");
    }
}
