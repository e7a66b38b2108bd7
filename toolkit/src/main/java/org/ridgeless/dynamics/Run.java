package org.ridgeless.dynamics;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CancellationException;
import org.ridgeless.data.Data;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.nets.Net;
import org.ridgeless.plots.Chart;
import org.ridgeless.tables.Results;

/**
 * What came out of a run: the trained network, the measurements, the networks kept on the way, and how it ended.
 *
 * {@snippet file="DynamicsTest.java" region="table"}
 */
public final class Run implements Displayable {
    /** How and where a run ended. */
    record End(Ending ending, int step, Exception cause, Stop reason, Net net, Checkpoint checkpoint) {}

    private final Plan plan;
    private final int[] steps;
    private final double[] logTimes;
    private final List<List<double[]>> rows;
    private final SortedMap<Integer, Net> kept;
    private final End end;

    Run(Plan plan, int[] steps, double[] logTimes, List<List<double[]>> rows, SortedMap<Integer, Net> kept, End end) {
        this.plan = plan;
        this.steps = steps;
        this.logTimes = logTimes;
        this.rows = rows;
        this.kept = kept;
        this.end = end;
    }

    /** The network at the end. */
    public Net net() {
        return end.net();
    }

    /** The training data. */
    public Data data() {
        return plan.data();
    }

    /**
     * The network at a step that was kept with {@code keep}.
     *
     * @param step from 0; the last one is always there
     * @return the network after that step
     * @throws IllegalArgumentException if the step was not kept, with those that were
     */
    public Net at(int step) {
        if (step == end.step()) {
            return end.net();
        }
        Net net = kept.get(step);
        if (net == null) {
            throw new IllegalArgumentException("the network of step " + step + " was not kept; kept are the steps "
                    + kept.keySet() + " and the last one, " + end.step() + "; ask for more with .keep(" + step + ")");
        }
        return net;
    }

    /** How the run ended. */
    public Ending ending() {
        return end.ending();
    }

    /** Whether the run ended before all its steps were taken, and not because a stopping rule held. */
    public boolean partial() {
        return end.ending() != Ending.COMPLETED && end.ending() != Ending.STOPPED;
    }

    /**
     * This run, for whoever has no use for a part of it.
     *
     * @param of what the run is of, for the message: a rate, a setting
     * @return this run, if all its steps were taken or its stopping rule held
     * @throws CancellationException if the run was interrupted
     * @throws IllegalStateException if it diverged, or one of its probes failed; the message begins with {@code of}
     */
    public Run complete(Object of) {
        Interruption.poll();
        if (end.ending() == Ending.INTERRUPTED) {
            throw new CancellationException("interrupted");
        }
        if (partial()) {
            throw new IllegalStateException(of + ": " + this, end.cause());
        }
        return this;
    }

    /** Whether the loss became infinite or undefined; {@link #lastStep} says when. */
    public boolean diverged() {
        return end.ending() == Ending.DIVERGED;
    }

    /** The number of steps taken. */
    public int lastStep() {
        return end.step();
    }

    /** Why a probe failed, or null. */
    public Exception cause() {
        return end.cause();
    }

    /** What an exact continuation needs; see {@link Descent#resume} and {@link GradientFlow#resume}. */
    public Checkpoint checkpoint() {
        return end.checkpoint();
    }

    /** The steps at which the probes measured. */
    public int[] steps() {
        return steps.clone();
    }

    /** The logarithms of the times of gradient flow at which the probes measured; −∞ at the start. */
    public double[] logTimes() {
        return logTimes.clone();
    }

    /** The times of gradient flow at which the probes measured; infinite where only {@link #logTimes} are representable. */
    public double[] times() {
        return Arrays.stream(logTimes).map(Math::exp).toArray();
    }

    /**
     * What a probe measured at {@link #steps}; of several numbers, the first.
     *
     * @param probe one that was recorded
     * @return a number for each recorded time
     * @throws IllegalArgumentException if it was not recorded, with what was
     */
    public double[] values(Probe probe) {
        return values(probe, 0);
    }

    /**
     * The number {@code column}, from 0, of what a probe measured at {@link #steps}.
     *
     * @param probe one that was recorded
     * @param column from 0, below the number of numbers that the probe gives
     * @return a number for each recorded time
     * @throws IllegalArgumentException if the probe was not recorded, with those that were, or gives no such number
     */
    public double[] values(Probe probe, int column) {
        List<double[]> series = series(probe);
        // Before the first record it is not known how many numbers there are.
        int count = series.isEmpty() ? Integer.MAX_VALUE : series.get(0).length;
        if (column < 0 || column >= count) {
            throw new IllegalArgumentException("the probe \"" + probe.name() + "\" gives "
                    + (series.isEmpty() ? "numbers from 0" : "the numbers 0 to " + (count - 1)) + ", got " + column);
        }
        return series.stream().mapToDouble(row -> row[column]).toArray();
    }

    private List<double[]> series(Probe probe) {
        int index = plan.probes().indexOf(probe);
        if (index < 0) {
            throw new IllegalArgumentException("the run has no record of \"" + probe.name() + "\"; it recorded "
                    + plan.probes() + "; ask for more with .record(…)");
        }
        if (plan.probes().get(index).differsAsBuiltInFrom(probe)) {
            throw new IllegalArgumentException("the run recorded another \"" + probe.name()
                    + "\" than the one asked for, with other data or another number of columns; ask with the probe that was"
                    + " recorded");
        }
        return rows.get(index);
    }

    /** Whether the run followed a flow, which has a time instead of a step size. */
    private boolean isFlow() {
        return Double.isNaN(plan.rate());
    }

    /**
     * A probe against the number of steps; of a flow against its time, or the logarithm of it where only that is representable.
     *
     * @param probe one that was recorded
     * @return a chart with a line for each number that the probe gives; a partial run says so in a note
     */
    public Chart plot(Probe probe) {
        if (isFlow()) {
            boolean representable = Arrays.stream(times()).allMatch(Double::isFinite);
            return representable ? plotAgainstTime(probe) : plotAgainstLogTime(probe);
        }
        double[] x = Arrays.stream(steps).asDoubleStream().toArray();
        return chart(probe, "step", x);
    }

    /**
     * A probe against the time of gradient flow.
     *
     * @param probe one that was recorded
     * @return a chart with a line for each number that the probe gives
     */
    public Chart plotAgainstTime(Probe probe) {
        return chart(probe, "t", times());
    }

    /**
     * A probe against the logarithm of the time of gradient flow.
     *
     * @param probe one that was recorded
     * @return a chart with a line for each number that the probe gives, without the start, whose log t is −∞
     */
    public Chart plotAgainstLogTime(Probe probe) {
        return chart(probe, "log t", logTimes);
    }

    private Chart chart(Probe probe, String axis, double[] x) {
        List<double[]> series = series(probe);
        int columns = series.isEmpty() ? 0 : series.get(0).length;
        // The logarithm of the starting time is −∞, which no axis shows.
        int from = x.length > 0 && Double.isInfinite(x[0]) ? 1 : 0;
        double[] shown = Arrays.copyOfRange(x, from, x.length);
        Chart chart = Chart.titled("").x(axis).y(probe.axis());
        for (int j = 0; j < columns; j++) {
            String label = columns == 1 ? probe.name() : probe.name() + " " + (j + 1);
            chart = chart.line(label, shown, Arrays.copyOfRange(values(probe, j), from, x.length));
        }
        return partial() ? chart.note(toString()) : chart;
    }

    /** The measurements: a row for each time at which the probes measured, a column for each number. */
    public Results table() {
        Results table = Results.titled(toString()).numbers("step", steps);
        if (isFlow()) {
            boolean representable = Arrays.stream(times()).allMatch(Double::isFinite);
            table = representable ? table.numbers("time", times()) : table.numbers("log time", logTimes);
        }
        for (Probe probe : plan.probes()) {
            int columns = series(probe).isEmpty() ? 1 : series(probe).get(0).length;
            for (int j = 0; j < columns; j++) {
                String name = columns == 1 ? probe.name() : probe.name() + " " + (j + 1);
                table = table.numbers(name, values(probe, j));
            }
        }
        return partial() ? table.partial() : table;
    }

    @Override
    public MimeBundle mime() {
        return new RunDisplay(this).mime(plan.probes());
    }

    @Override
    public String toString() {
        String recorded = plan.probes().isEmpty() ? "" : ", recorded " + plan.probes();
        switch (end.ending()) {
            case INTERRUPTED:
                return "Run, interrupted after step " + end.step() + " (partial)" + recorded;
            case STOPPED:
                return "Run of " + end.step() + " steps, until " + end.reason() + recorded;
            case DIVERGED:
                String advice = Double.isNaN(plan.rate()) ? "" : "; a smaller rate may help";
                return "Run, diverged: the loss is not finite after step " + end.step() + advice + recorded;
            case PROBE_FAILED:
                return "Run, ended at step " + end.step() + " (partial): "
                        + end.cause().getMessage() + recorded;
            default:
                return "Run of " + end.step() + " steps" + recorded;
        }
    }
}
