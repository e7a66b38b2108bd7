package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.ridgeless.models.EulerLaw;
import org.ridgeless.models.GibbsMarginal;
import org.ridgeless.models.HarmonicWell;
import org.ridgeless.models.Langevin;
import org.ridgeless.models.LogCoshWell;
import org.ridgeless.models.Potential;
import org.ridgeless.models.QuarticWell;
import org.ridgeless.models.TwoWells;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** How far noisy descent with finite steps is from the Gibbs measure. Card: langevin-bias.md. */
public final class LangevinBias extends Experiment<LangevinBias> {
    static final Option<Grid> STEPS = Option.grid("steps")
            .help("steps as parts of the largest stable one of each well")
            .above(0)
            .always(Grid.of(0.25, 0.5, 0.75));
    static final Option<Double> TEMPERATURE = Option.number("temperature")
            .help("temperature T")
            .atLeast(0.05)
            .atMost(10)
            .always(0.5);
    static final Option<Integer> WALKERS = Option.count("walkers")
            .help("independent walkers for each step")
            .atLeast(2)
            .tiny(8)
            .teaching(48)
            .paper(64);
    static final Option<Integer> LENGTH = Option.count("length")
            .help("steps of each walker that count, after a tenth as many that do not")
            .atLeast(1000)
            .tiny(4000)
            .teaching(40_000)
            .paper(1_000_000);

    private static final int BINS = 80;
    private static final int SNAPSHOTS = 4000;
    private static final int CURVE = 16;
    private static final double FARTHEST = 6;
    private static final double[] PLACES = Grid.linear(-FARTHEST, FARTHEST, 241).values();

    /** The wells, with E x² under Gibbs' measure known without a simulation. */
    enum Well {
        HARMONIC("harmonic"),
        LOG_COSH("log cosh"),
        QUARTIC("quartic"),
        DOUBLE("double");

        private final String label;

        Well(String label) {
            this.label = label;
        }

        Potential at(double temperature) {
            return switch (this) {
                case HARMONIC -> new HarmonicWell(3, 1);
                case LOG_COSH -> new LogCoshWell(2 * temperature);
                case QUARTIC -> new QuarticWell(1);
                case DOUBLE -> new TwoWells(1, 1, 1, 1, 0);
            };
        }

        double secondMoment(double temperature) {
            return switch (this) {
                case HARMONIC -> temperature / 3;
                case LOG_COSH -> Math.PI * Math.PI / 12;
                case QUARTIC -> new QuarticWell(1).variance(temperature);
                case DOUBLE -> EulerLaw.gibbs(at(temperature), temperature).mean(x -> x * x);
            };
        }
    }

    /** A well and a step as a part of its largest, with or without the correction of Metropolis. */
    record Setting(Well well, double part, boolean corrected) {
        @Override
        public String toString() {
            return well.label + ", " + part + " of the largest step" + (corrected ? ", corrected" : "");
        }
    }

    /** E x² along a walk, and places where the walker was seen. */
    record Walk(double secondMoment, double[] places) {}

    /** E x² under the law of the scheme, what its first order says, and its density at the places of the figure. */
    record Law(double step, double secondMoment, double firstOrder, double[] density) {}

    public static LangevinBias study() {
        return new LangevinBias();
    }

    /** Steps as parts of the largest stable one of each well, above 0. */
    public LangevinBias steps(double... parts) {
        return with(STEPS, Grid.of(parts));
    }

    /** Temperature T, at least 0.05 and at most 10. */
    public LangevinBias temperature(double value) {
        return with(TEMPERATURE, value);
    }

    /** Independent walkers for each step, at least 2. */
    public LangevinBias walkers(int count) {
        return with(WALKERS, count);
    }

    /** Steps of each walker that count, after a tenth as many that do not, at least 1000. */
    public LangevinBias length(int steps) {
        return with(LENGTH, steps);
    }

    @Override
    protected void run(Lab lab) {
        Map<Well, Double> largest = new LinkedHashMap<>();
        for (Well well : Well.values()) {
            Potential potential = well.at(get(TEMPERATURE));
            largest.put(well, EulerLaw.largestStep(potential, get(TEMPERATURE)));
            for (double part : get(STEPS).values()) {
                EulerLaw.requireStable(potential, get(TEMPERATURE), part * largest.get(well));
            }
        }
        List<Setting> settings = settings();
        Rows<Setting, Walk> walks = lab.repeat(get(WALKERS)).each("walk", settings, (s, t) -> walk(s, largest, t));
        Rows<Setting, Law> laws = lab.each("law", some(settings, s -> !s.corrected()), (s, t) -> law(s, largest));
        Rows<Setting, Law> curves = lab.each("curve", curves(), (s, t) -> law(s, largest));

        Function<Setting, Estimate> overGibbs =
                s -> walks.mean(s, w -> w.secondMoment() / s.well().secondMoment(get(TEMPERATURE)));
        lab.check(Claim.that("harmonic well: variance of the walkers over T/k")
                .each(some(settings, s -> s.well() == Well.HARMONIC && !s.corrected()), overGibbs)
                .predicts(s -> 1 / (1 - s.part()))
                .rival("Boltzmann at every step", 1)
                .rival("first order in the step, 1 + γk/2", s -> 1 + s.part())
                .withinRelative(0.02));
        lab.check(Claim.that("other wells: E x² of the walkers over that of the law of the scheme")
                .each(
                        some(settings, s -> s.well() != Well.HARMONIC && !s.corrected()),
                        s -> walks.mean(s, Walk::secondMoment).over(laws.number(s, Law::secondMoment)))
                .predicts(1)
                .rival(
                        "Gibbs at every step",
                        s -> s.well().secondMoment(get(TEMPERATURE)) / laws.number(s, Law::secondMoment))
                .rival(
                        "the factor of a harmonic well",
                        s -> s.well().secondMoment(get(TEMPERATURE))
                                / (1 - s.part())
                                / laws.number(s, Law::secondMoment))
                .within(0.02));
        lab.check(Claim.that("with the correction of Metropolis: E x² over that of Gibbs, in every well, at every step")
                .each(some(settings, Setting::corrected), overGibbs)
                .predicts(1)
                .rival(
                        "the uncorrected step",
                        s -> laws.number(uncorrected(s), Law::secondMoment)
                                / s.well().secondMoment(get(TEMPERATURE)))
                .within(0.02));
        show(lab, walks, laws, curves, overGibbs);
    }

    private List<Setting> settings() {
        return Arrays.stream(Well.values())
                .flatMap(well -> Arrays.stream(get(STEPS).values())
                        .boxed()
                        .flatMap(part ->
                                List.of(new Setting(well, part, false), new Setting(well, part, true)).stream()))
                .toList();
    }

    /** Settings between and below those of the walkers, for smooth curves. */
    private List<Setting> curves() {
        double most = Arrays.stream(get(STEPS).values()).max().orElseThrow();
        return Arrays.stream(Well.values())
                .flatMap(well ->
                        IntStream.rangeClosed(1, CURVE).mapToObj(i -> new Setting(well, most * i / CURVE, false)))
                .toList();
    }

    private static List<Setting> some(List<Setting> settings, Predicate<Setting> which) {
        return settings.stream().filter(which).toList();
    }

    private static Setting uncorrected(Setting setting) {
        return new Setting(setting.well(), setting.part(), false);
    }

    private Walk walk(Setting setting, Map<Well, Double> largest, Trial trial) {
        Langevin plain = Langevin.on(
                setting.well().at(get(TEMPERATURE)), get(TEMPERATURE), setting.part() * largest.get(setting.well()));
        Langevin langevin = setting.corrected() ? plain.corrected() : plain;
        double[] state = {trial.number() % 2 == 0 ? 1 : -1};
        int burnIn = get(LENGTH) / 10;
        int stride = Math.max(1, get(LENGTH) / SNAPSHOTS);
        double[] places = new double[get(LENGTH) / stride];
        double[] sum = new double[1];
        int[] step = {-burnIn};
        langevin.run(state, burnIn + get(LENGTH), trial.seeds(), now -> {
            int t = step[0]++;
            if (t >= 0) {
                sum[0] += now[0] * now[0];
                if (t % stride == 0 && t / stride < places.length) {
                    places[t / stride] = now[0];
                }
            }
        });
        return new Walk(sum[0] / get(LENGTH), places);
    }

    private Law law(Setting setting, Map<Well, Double> largest) {
        Potential well = setting.well().at(get(TEMPERATURE));
        double step = setting.part() * largest.get(setting.well());
        EulerLaw law = EulerLaw.of(well, get(TEMPERATURE), step);
        return new Law(
                step,
                law.mean(x -> x * x),
                setting.well().secondMoment(get(TEMPERATURE)) + step * EulerLaw.firstOrder(well, get(TEMPERATURE)),
                Arrays.stream(PLACES).map(law::density).toArray());
    }

    private void show(
            Lab lab,
            Rows<Setting, Walk> walks,
            Rows<Setting, Law> laws,
            Rows<Setting, Law> curves,
            Function<Setting, Estimate> overGibbs) {
        List<Setting> plain = laws.items();
        lab.table(Results.titled("E x² over that of Gibbs")
                .texts("well", plain.stream().map(s -> s.well().label).toArray(String[]::new))
                .numbers("γ", column(plain, s -> laws.number(s, Law::step)))
                .numbers("walkers", column(plain, s -> overGibbs.apply(s).value()))
                .numbers("law of the scheme", column(plain, s -> overGibbs(s, laws, Law::secondMoment)))
                .numbers("first order", column(plain, s -> overGibbs(s, laws, Law::firstOrder)))
                .numbers(
                        "corrected walkers",
                        column(
                                plain,
                                s -> overGibbs
                                        .apply(new Setting(s.well(), s.part(), true))
                                        .value())));
        double most = Arrays.stream(get(STEPS).values()).max().orElseThrow();
        Setting shown = new Setting(Well.LOG_COSH, most, false);
        Chart places = Chart.titled("Where the walkers are, log cosh, at the largest of these steps")
                .x("x")
                .y("density")
                .xRange(-FARTHEST, FARTHEST)
                .yRange(0, 0.55)
                .histogram("walkers", walks.pooled(shown, Walk::places), BINS);
        if (laws.first(shown).isPresent()) {
            GibbsMarginal gibbs = EulerLaw.gibbs(Well.LOG_COSH.at(get(TEMPERATURE)), get(TEMPERATURE));
            places = places.theory(
                            "law of the scheme", PLACES, laws.first(shown).get().density())
                    .theory("Gibbs", gibbs::density, -FARTHEST, FARTHEST);
        }
        lab.figure(
                moments(
                        "The bias of a finite step, wells of bounded curvature",
                        walks,
                        curves,
                        overGibbs,
                        Well.HARMONIC,
                        Well.LOG_COSH),
                moments("Wells whose curvature grows", walks, curves, overGibbs, Well.QUARTIC, Well.DOUBLE),
                places,
                corrected(walks, overGibbs));
    }

    private Chart moments(
            String title,
            Rows<Setting, Walk> walks,
            Rows<Setting, Law> curves,
            Function<Setting, Estimate> overGibbs,
            Well... wells) {
        Chart chart = axes(title);
        for (Well well : wells) {
            List<Setting> of = some(walks.items(), s -> s.well() == well && !s.corrected());
            List<Setting> curve = some(curves.items(), s -> s.well() == well);
            chart = Estimates.of(of, overGibbs)
                    .on(chart, well.label, column(of, Setting::part))
                    .theory(
                            well.label + ", law of the scheme",
                            column(curve, Setting::part),
                            column(curve, s -> overGibbs(s, curves, Law::secondMoment)));
        }
        return chart.horizontal("Gibbs", 1);
    }

    private static Chart corrected(Rows<Setting, Walk> walks, Function<Setting, Estimate> overGibbs) {
        Chart chart = axes("With the correction of Metropolis, wells side by side");
        for (Well well : Well.values()) {
            List<Setting> of = some(walks.items(), s -> s.well() == well && s.corrected());
            double aside = 0.01 * (well.ordinal() - 1.5);
            chart = Estimates.of(of, overGibbs).on(chart, well.label, column(of, s -> s.part() + aside));
        }
        return chart.horizontal("Gibbs", 1);
    }

    private static Chart axes(String title) {
        return Chart.titled(title).x("step as a part of the largest stable one").y("E x² over that of Gibbs");
    }

    private double overGibbs(Setting setting, Rows<Setting, Law> laws, ToDoubleFunction<Law> moment) {
        return laws.number(setting, moment) / setting.well().secondMoment(get(TEMPERATURE));
    }

    private static double[] column(List<Setting> settings, ToDoubleFunction<Setting> value) {
        return settings.stream().mapToDouble(value).toArray();
    }
}
