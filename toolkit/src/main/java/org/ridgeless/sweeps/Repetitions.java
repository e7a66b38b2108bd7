package org.ridgeless.sweeps;

import java.util.ArrayList;
import java.util.List;
import org.ridgeless.verdict.Estimate;
import org.ridgeless.verdict.Interval;

/**
 * How often each place is repeated: a number of times, or until the interval of a mean is short enough. The rounds depend on what was
 * measured alone, so that the same cells are run on any number of threads.
 *
 * @param first the number of repetitions, or those of the first round
 * @param column whose mean is to be known; −1 if the number is fixed
 * @param width of its interval at 95 % that is short enough
 * @param most repetitions of a place
 */
record Repetitions(int first, int column, double width, int most) {
    private static final double LEVEL = 0.95;

    static Repetitions fixed(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a sweep needs at least 1 trial, got " + count);
        }
        return new Repetitions(count, -1, 0, count);
    }

    /** The same with this many repetitions, or with this many in the first round. */
    Repetitions startingWith(int count) {
        Repetitions checked = fixed(count);
        return column < 0 ? checked : new Repetitions(Math.min(count, most), column, width, most);
    }

    /** Runs all places; what is finished, place by place. */
    List<SweepRun.Done> run(SweepRun run, Space space, long seed) {
        if (column < 0) {
            run.run(space.size(first), index -> space.cell(index / first, index % first, "", seed), index -> index);
            return run.done();
        }
        List<List<SweepRun.Done>> byPlace = new ArrayList<>();
        for (int place = 0; place < space.size(1); place++) {
            byPlace.add(new ArrayList<>());
        }
        List<int[]> round = round(byPlace);
        while (!round.isEmpty() && !run.isStopped()) {
            List<int[]> now = round;
            List<SweepRun.Done> brought = run.run(
                    now.size(),
                    index -> space.cell(now.get(index)[0], now.get(index)[1], "", seed),
                    index -> now.get(index)[0]);
            for (int i = 0; i < brought.size(); i++) {
                byPlace.get(now.get(i)[0]).add(brought.get(i));
            }
            round = round(byPlace);
        }
        return byPlace.stream()
                .flatMap(List::stream)
                .filter(d -> d.outcome() != null)
                .toList();
    }

    /** What is still to be run: places and numbers of repetitions. */
    private List<int[]> round(List<List<SweepRun.Done>> byPlace) {
        List<int[]> round = new ArrayList<>();
        for (int place = 0; place < byPlace.size(); place++) {
            for (int trial = byPlace.get(place).size(); trial < wanted(byPlace.get(place)); trial++) {
                round.add(new int[] {place, trial});
            }
        }
        return round;
    }

    /** How many repetitions a place is to have; no more than it has where cells are missing. */
    private int wanted(List<SweepRun.Done> done) {
        int count = done.size();
        if (count == 0) {
            return Math.min(first, most);
        }
        if (count >= most || done.stream().anyMatch(d -> d.outcome() == null)) {
            return count;
        }
        double[] values = done.stream()
                .filter(d -> d.outcome().hasValue())
                .mapToDouble(d -> Measured.numbers(d.outcome().value())[column])
                .filter(Double::isFinite)
                .toArray();
        Interval interval = Estimate.mean(values).interval(LEVEL);
        double now = interval.high() - interval.low();
        if (now <= width) {
            return count;
        }
        double foreseen = Math.ceil(count * (now / width) * (now / width));
        return (int) Math.min(Math.min(most, 2.0 * count), Math.max(foreseen, count + 1.0));
    }

    @Override
    public String toString() {
        return column < 0
                ? Integer.toString(first)
                : first + " to " + most + " until column " + column + " ± " + width / 2;
    }
}
