package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.data.Data;
import org.ridgeless.landscape.approximation.TreeFunction;
import org.ridgeless.linalg.Interruption;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Local connections set the rate of a tree, shared weights only its constant. Card: locality-not-sharing.md. */
public final class LocalityNotSharing extends Experiment<LocalityNotSharing> {
    static final Option<Integer> TARGETS = Option.count("targets")
            .help("random targets of each kind")
            .atLeast(2)
            .tiny(2)
            .teaching(16)
            .paper(60);
    static final Option<Integer> POINTS = Option.count("points")
            .help("points in the cube at which errors are measured")
            .atLeast(100)
            .tiny(300)
            .teaching(4000)
            .paper(8000);

    private static final int[] AXES = {8, 16, 32, 64, 128};
    private static final List<Integer> INPUTS = List.of(4, 8, 16);
    private static final double STEEP = 0.8;
    private static final int ORDER = 2;

    /** How many tables a tree has: one for each constituent or one for each level. */
    enum Tables {
        SEPARATE("a table for each constituent"),
        SHARED("a table for each level");

        final String label;

        Tables(String label) {
            this.label = label;
        }

        int count(int inputs) {
            return this == SEPARATE ? inputs - 1 : Integer.numberOfTrailingZeros(inputs);
        }
    }

    /** Tables for a target of d variables whose constituents are the same on each level, or all differ. */
    record Setting(int inputs, boolean alike, Tables tables) {
        double[] sizes() {
            return Arrays.stream(AXES)
                    .mapToDouble(m -> (double) tables.count(inputs) * m * m)
                    .toArray();
        }

        @Override
        public String toString() {
            return "d = " + inputs + (alike ? ", constituents alike, " : ", constituents differ, ") + tables.label;
        }
    }

    private static List<Setting> settings(boolean alike, Tables tables) {
        return INPUTS.stream().map(d -> new Setting(d, alike, tables)).toList();
    }

    private static final List<Setting> RIGHT = java.util.stream.Stream.of(
                    settings(true, Tables.SEPARATE), settings(true, Tables.SHARED), settings(false, Tables.SEPARATE))
            .flatMap(List::stream)
            .toList();
    private static final List<Setting> WRONG = settings(false, Tables.SHARED);

    public static LocalityNotSharing study() {
        return new LocalityNotSharing();
    }

    /** Random targets of each kind, at least 2. */
    public LocalityNotSharing targets(int count) {
        return with(TARGETS, count);
    }

    /** Points in the cube at which errors are measured, at least 100. */
    public LocalityNotSharing points(int count) {
        return with(POINTS, count);
    }

    @Override
    protected void run(Lab lab) {
        Lab repeated = lab.repeat(get(TARGETS));
        Rows<Setting, double[]> right = repeated.each("right", RIGHT, this::errors);
        Rows<Setting, double[]> wrong = repeated.each("wrong", WRONG, this::errors);

        lab.check(Claim.that("exponent of the error in the number P of entries, shared or not, whatever d")
                .each(
                        RIGHT,
                        s -> right.mean(s, e -> Estimate.exponent(s.sizes(), e).value()))
                .predicts(-ORDER / 2.0)
                .rival(
                        "−m/d, as if sharing were needed",
                        s -> s.tables() == Tables.SEPARATE ? -(double) ORDER / s.inputs() : Double.NaN)
                .rival(
                        "−m (d − 1)/(2 log₂ d), as if shared tables counted in the exponent",
                        s -> s.tables() == Tables.SHARED
                                ? -ORDER / 2.0 * (s.inputs() - 1) / Tables.SHARED.count(s.inputs())
                                : Double.NaN)
                .withinRelative(0.1));
        lab.check(Claim.that("constituents alike: ln of how many more entries separate tables need for an error")
                .each(INPUTS, d -> shift(right, d))
                .predicts(LocalityNotSharing::offset)
                .rival("none", 0)
                .within(0.1));
        lab.check(Claim.that("constituents differ: one table for each level stays where it is, exponent in P")
                .each(
                        WRONG,
                        s -> wrong.mean(s, e -> Estimate.exponent(s.sizes(), e).value()))
                .predicts(0)
                .rival("falls as with separate tables", -ORDER / 2.0)
                .within(0.1));
        show(lab, right, wrong);
    }

    private static double offset(int inputs) {
        return Math.log((double) Tables.SEPARATE.count(inputs) / Tables.SHARED.count(inputs));
    }

    private double[] errors(Setting setting, Trial trial) {
        int d = setting.inputs();
        Seeds seeds = trial.paired().child(d);
        TreeFunction target =
                setting.alike() ? TreeFunction.shared(d, STEEP, seeds) : TreeFunction.distinct(d, STEEP, seeds);
        // Separate tables see other points than shared ones, so that the comparison is one of independent errors.
        Data sample = target.sample(get(POINTS), trial.seeds().child("points"));
        double[] inputs = sample.flatInputs();
        return Arrays.stream(AXES)
                .mapToDouble(m -> {
                    Interruption.poll();
                    TreeFunction tables = setting.tables() == Tables.SEPARATE
                            ? target.tabulated(m, ORDER)
                            : target.tabulatedPerLevel(m, ORDER);
                    return TreeFunction.relativeError(tables.values(inputs), sample);
                })
                .toArray();
    }

    /** The mean distance in ln P between two lines of ln ε, of the slope that both have. */
    private static Estimate shift(Rows<Setting, double[]> rows, int inputs) {
        Setting separate = new Setting(inputs, true, Tables.SEPARATE);
        Setting shared = new Setting(inputs, true, Tables.SHARED);
        List<double[]> a = rows.values(separate);
        List<double[]> b = rows.values(shared);
        double[] shifts = IntStream.range(0, Math.min(a.size(), b.size()))
                .mapToDouble(i -> IntStream.range(0, AXES.length)
                        .mapToDouble(m -> Math.log(separate.sizes()[m] / shared.sizes()[m])
                                + 2.0 / ORDER * Math.log(a.get(i)[m] / b.get(i)[m]))
                        .average()
                        .orElseThrow())
                .toArray();
        return Estimate.mean(shifts).troubled(rows.problem(separate)).troubled(rows.problem(shared));
    }

    private static void show(Lab lab, Rows<Setting, double[]> right, Rows<Setting, double[]> wrong) {
        List<Setting> all =
                java.util.stream.Stream.concat(RIGHT.stream(), WRONG.stream()).toList();
        Results table = Results.titled("Relative errors")
                .texts("tables", all.stream().map(Setting::toString).toArray(String[]::new));
        for (int m = 0; m < AXES.length; m++) {
            int axis = m;
            table = table.numbers(
                    "M = " + AXES[m],
                    Estimates.of(all, s -> of(s, right, wrong).mean(s, e -> e[axis]))
                            .values());
        }
        lab.table(table);
        Chart alike = Chart.titled("Constituents alike on each level")
                .x("numbers P")
                .y("relative error")
                .logX()
                .logY();
        for (int d : List.of(INPUTS.get(0), INPUTS.get(INPUTS.size() - 1))) {
            for (Tables tables : Tables.values()) {
                Setting s = new Setting(d, true, tables);
                double[] p = s.sizes();
                Estimates means = means(right, s);
                double last = means.values()[p.length - 1];
                alike = means.on(alike, "d = " + d + ", " + tables.label, p)
                        .theory("1/P, scaled", x -> last * p[p.length - 1] / x, p[0], p[p.length - 1]);
            }
        }
        Chart differ = Chart.titled("Constituents differ, d = 8")
                .x("numbers P")
                .y("relative error")
                .logX()
                .logY();
        for (Tables tables : Tables.values()) {
            Setting s = new Setting(8, false, tables);
            differ = means(of(s, right, wrong), s).on(differ, tables.label, s.sizes());
        }
        double[] p = new Setting(8, false, Tables.SEPARATE).sizes();
        double last = means(right, new Setting(8, false, Tables.SEPARATE)).values()[p.length - 1];
        lab.figure(alike, differ.theory("1/P, scaled", x -> last * p[p.length - 1] / x, p[0], p[p.length - 1]));
    }

    private static Rows<Setting, double[]> of(
            Setting setting, Rows<Setting, double[]> right, Rows<Setting, double[]> wrong) {
        return WRONG.contains(setting) ? wrong : right;
    }

    private static Estimates means(Rows<Setting, double[]> rows, Setting setting) {
        return Estimates.of(IntStream.range(0, AXES.length).boxed().toList(), m -> rows.mean(setting, e -> e[m]));
    }
}
