package org.ridgeless.experiments;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Optimizer;
import org.ridgeless.dynamics.Run;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.models.DiagonalNetwork;
import org.ridgeless.nets.Nets;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;

/** Networks forget their initialization by accumulated regularization, not by epochs. Card: forgetting-time.md. */
public final class ForgettingTime extends Experiment<ForgettingTime> {
    static final Option<Integer> STEPS = Option.count("steps")
            .help("steps over which forgetting is measured, after as many to reach the minimum")
            .atLeast(1000)
            .tiny(4000)
            .teaching(8000)
            .paper(40_000);
    static final Option<Double> LABEL_NOISE = Option.number("label-noise")
            .help("standard deviation of the label noise of the diagonal networks")
            .above(0)
            .always(0.5);
    static final Option<Integer> DATA_SETS = Option.count("data-sets")
            .help("data sets for each diagonal network")
            .atLeast(2)
            .tiny(2)
            .teaching(20)
            .paper(24);
    static final Option<Integer> NETWORK_STEPS = Option.count("network-steps")
            .help("steps T of the ReLU networks, which run to 3T")
            .tiny(50)
            .teaching(300)
            .paper(5000);
    static final Option<Integer> NETWORKS = Option.count("networks")
            .help("pairs of ReLU networks for each treatment, two and a half times as many with Adam and decay")
            .atLeast(2)
            .tiny(2)
            .teaching(16)
            .paper(40);

    private static final int DIMENSION = 20;
    private static final int SAMPLES = 40;
    private static final double SMALL = 0.5;
    private static final double LARGE = 3;

    /** Rate η, weight decay λ and batch b of SGD on a diagonal network. */
    record Setting(double rate, double decay, int batch) {
        @Override
        public String toString() {
            return "η = " + rate + ", λ = " + decay + ", b = " + batch;
        }
    }

    private static final Setting DECAYED = new Setting(0.01, 1e-3, 4);
    private static final Setting NOISIEST = new Setting(0.005, 0, 1);
    private static final List<Setting> SETTINGS = List.of(
            NOISIEST,
            new Setting(0.005, 0, 2),
            new Setting(0.005, 0, 4),
            new Setting(0.005, 0, 8),
            new Setting(0.01, 1e-4, 4),
            DECAYED);

    /**
     * Rates of forgetting per step.
     *
     * @param noise what gradient noise adds, from theory
     * @param still the same with the residuals of the minimum, as if SGD stood there
     * @param single the same as noise for batches of one
     * @param fitted measured without label noise, in one of the settings
     * @param loss of that run at the end
     */
    record Rates(double measured, double noise, double still, double single, double fitted, double loss) {}

    /** What is done to ReLU networks of small and large initial weights. */
    enum Treatment {
        DESCENT(Optimizer.gradientDescent(), 0.2, 0, 0),
        DECAY(Optimizer.gradientDescent(), 0.2, 0.02, 0.02),
        ADAM(Optimizer.adam(), 0.003, 0, 0),
        ADAM_DECAY(Optimizer.adamW(1), 0.003, 0, 1);

        final Optimizer optimizer;
        final double rate;
        final double decay;
        /** With the decay that the optimizer brings itself. */
        final double effectiveDecay;

        Treatment(Optimizer optimizer, double rate, double decay, double effectiveDecay) {
            this.optimizer = optimizer;
            this.rate = rate;
            this.decay = decay;
            this.effectiveDecay = effectiveDecay;
        }

        /** Why decay cannot have made a network forget in so many steps; empty if it can. */
        String hurry(int steps) {
            double time = 1 / (rate * effectiveDecay);
            return steps >= 2 * time
                    ? ""
                    : "decay acts in 1/(ηλ) = " + Math.round(time) + " steps, of which 3T = " + steps
                            + " is less than twice; give the networks more";
        }
    }

    /** Test errors at T and 3T: how far the network of large initial weights is behind the other. */
    record Memory(double early, double late) {}

    public static ForgettingTime study() {
        return new ForgettingTime();
    }

    /** Steps over which forgetting is measured, after as many to reach the minimum, at least 1000. */
    public ForgettingTime steps(int count) {
        return with(STEPS, count);
    }

    /** Standard deviation of the label noise of the diagonal networks, above 0. */
    public ForgettingTime labelNoise(double deviation) {
        return with(LABEL_NOISE, deviation);
    }

    /** Data sets for each diagonal network, at least 2. */
    public ForgettingTime dataSets(int count) {
        return with(DATA_SETS, count);
    }

    /** Steps T of the ReLU networks, which run to 3T, at least 1. */
    public ForgettingTime networkSteps(int count) {
        return with(NETWORK_STEPS, count);
    }

    /** Pairs of ReLU networks for each treatment, two and a half times as many with Adam and decay, at least 2. */
    public ForgettingTime networks(int count) {
        return with(NETWORKS, count);
    }

    @Override
    protected void run(Lab lab) {
        Rows<Setting, Rates> runs = lab.repeat(get(DATA_SETS)).each("diagonal", SETTINGS, this::measure);
        Rows<Treatment, Memory> memory = lab.repeat(get(NETWORKS))
                .each("networks", List.of(Treatment.DESCENT, Treatment.DECAY, Treatment.ADAM), this::remember);
        // What Adam leaves varies most from network to network.
        Rows<Treatment, Memory> adam = lab.repeat(5 * get(NETWORKS) / 2)
                .each("networks with Adam", List.of(Treatment.ADAM_DECAY), this::remember);
        lab.check(Claim.that("rate of forgetting over 2ηλ + η² E g², with E g² from theory")
                .each(SETTINGS, s -> runs.mean(s, r -> r.measured() / rate(s, r.noise())))
                .predicts(1)
                .rival("decay alone", s -> ratio(runs, s, r -> 2 * s.rate() * s.decay()))
                .rival("gradient noise alone", s -> ratio(runs, s, Rates::noise))
                .rival("the noise of the minimum itself", s -> ratio(runs, s, r -> rate(s, r.still())))
                .rival("noise that does not depend on the batch", s -> ratio(runs, s, r -> rate(s, r.single())))
                .within(0.03));
        lab.check(
                Claim.that("at interpolation without decay nothing is forgotten, in units of the rate with label noise")
                        .observed(fitted(runs))
                        .rival("epochs erase it", 1)
                        .atMost(1e-3));
        lab.check(
                Claim.that("small steps remember: the network that starts large stays behind from T to 3T, test error")
                        .observed(memory.mean(Treatment.DESCENT, Memory::late))
                        .rival("initialization is forgotten", 0)
                        .atLeast(0.04));
        lab.check(Claim.that("weight decay makes them forget, with descent and with Adam: the lag is gone at 3T")
                .each(
                        List.of(Treatment.DECAY, Treatment.ADAM_DECAY),
                        t -> rows(t, memory, adam).mean(t, Memory::late).troubled(t.hurry(3 * get(NETWORK_STEPS))))
                .predicts(0)
                .rival(
                        "as much is left as without decay",
                        memory.mean(Treatment.DESCENT, Memory::late).value())
                .within(0.03));
        show(lab, runs, memory, adam);
    }

    private static Rows<Treatment, Memory> rows(
            Treatment treatment, Rows<Treatment, Memory> memory, Rows<Treatment, Memory> adam) {
        return treatment == Treatment.ADAM_DECAY ? adam : memory;
    }

    private static Estimate fitted(Rows<Setting, Rates> runs) {
        double loss = Arrays.stream(runs.numbers(NOISIEST, Rates::loss)).max().orElse(Double.NaN);
        return Estimate.largest(runs.numbers(NOISIEST, r -> Math.abs(r.fitted()) / r.measured()))
                .troubled(runs.problem(NOISIEST))
                .troubled(loss > 1e-5 ? "not at interpolation yet, the loss is up to " + loss + "; more steps" : "");
    }

    private static double rate(Setting setting, double noise) {
        return 2 * setting.rate() * setting.decay() + noise;
    }

    /** Another theory's rate in units of the predicted one. */
    private static double ratio(Rows<Setting, Rates> runs, Setting setting, ToDoubleFunction<Rates> other) {
        return runs.mean(setting, r -> other.applyAsDouble(r) / rate(setting, r.noise()))
                .value();
    }

    private Rates measure(Setting setting, Trial trial) {
        DiagonalNetwork noisy = network(get(LABEL_NOISE), trial.paired());
        double square = setting.rate() * setting.rate();
        double noise = square * noisy.stationaryNoise(setting.rate(), setting.batch());
        double still = square * noisy.stationaryNoise(1e-6 * setting.rate(), setting.batch());
        double single = square * noisy.stationaryNoise(setting.rate(), 1);
        DiagonalNetwork fitting = network(0, trial.paired());
        boolean wanted = setting.equals(NOISIEST);
        double fitted = wanted ? forgetting(fitting, setting, trial) : 0;
        return new Rates(forgetting(noisy, setting, trial), noise, still, single, fitted, wanted ? fitting.loss() : 0);
    }

    private double forgetting(DiagonalNetwork net, Setting setting, Trial trial) {
        int steps = get(STEPS);
        net.descend(
                steps,
                setting.rate(),
                setting.decay(),
                setting.batch(),
                trial.seeds().child("approach"));
        return net.descend(
                        steps,
                        setting.rate(),
                        setting.decay(),
                        setting.batch(),
                        trial.seeds().child("measured"))
                .rate();
    }

    private static DiagonalNetwork network(double noise, Seeds seeds) {
        var normal = ZigguratSampler.NormalizedGaussian.of(seeds.child("data").stream());
        double[] teacher = normal.samples(DIMENSION).toArray();
        double[] u = new double[DIMENSION];
        double[] v = new double[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            // Layers of clearly different size, so that u² − v² stays well away from cancellation.
            u[i] = 1 + 0.3 * Math.abs(normal.sample());
            v[i] = 0.2 * normal.sample();
        }
        double[][] x = new double[SAMPLES][DIMENSION];
        double[] y = new double[SAMPLES];
        for (int k = 0; k < SAMPLES; k++) {
            for (int i = 0; i < DIMENSION; i++) {
                x[k][i] = normal.sample();
                y[k] += teacher[i] * x[k][i];
            }
            y[k] += noise * normal.sample();
        }
        return DiagonalNetwork.on(x, y, u, v);
    }

    private Memory remember(Treatment treatment, Trial trial) {
        Data test = data(1000, "test", trial.paired());
        double[] early = new double[2];
        double[] late = new double[2];
        for (int k = 0; k < 2; k++) {
            Run run = Descent.of(
                            Nets.relu(10, 20, 20, 3)
                                    .seed(trial.paired().child("net").value())
                                    .scaled(k == 0 ? SMALL : LARGE),
                            data(60, "train", trial.paired()))
                    .loss(Loss.CROSS_ENTROPY)
                    .optimizer(treatment.optimizer)
                    .rate(treatment.rate)
                    .decay(treatment.decay)
                    .keep(get(NETWORK_STEPS))
                    .run(3 * get(NETWORK_STEPS))
                    .complete(treatment);
            early[k] = Margins.of(run.at(get(NETWORK_STEPS)), test).error();
            late[k] = Margins.of(run.net(), test).error();
        }
        return new Memory(early[1] - early[0], late[1] - late[0]);
    }

    private static Data data(int samples, String role, Seeds seeds) {
        return Data.teacherClasses(samples, 10, 3)
                .teacher(seeds.child("teacher").value())
                .seed(seeds.child(role).value());
    }

    private static void show(
            Lab lab, Rows<Setting, Rates> runs, Rows<Treatment, Memory> memory, Rows<Treatment, Memory> adam) {
        List<Setting> settings = runs.finished();
        double[] measured = settings.stream()
                .mapToDouble(s -> runs.mean(s, Rates::measured).value())
                .toArray();
        double[] predicted = settings.stream()
                .mapToDouble(s -> runs.mean(s, r -> rate(s, r.noise())).value())
                .toArray();
        lab.table(Results.titled("Rates of forgetting per step")
                .texts("SGD", settings.stream().map(Setting::toString).toArray(String[]::new))
                .numbers("measured", measured)
                .numbers("2ηλ + η² E g²", predicted));
        List<Treatment> treatments = Stream.concat(memory.finished().stream(), adam.finished().stream())
                .toList();
        double[] places = new double[treatments.size()];
        Arrays.setAll(places, i -> treatments.get(i).ordinal() + 1);
        double low = Arrays.stream(predicted).min().orElse(1e-7);
        double high = Arrays.stream(predicted).max().orElse(1e-3);
        Chart lag = Chart.titled("What is left of initial weights six times as large, means ± 2 SE")
                .x("1 descent, 2 with weight decay, 3 Adam, 4 Adam with decoupled decay")
                .y("lag in test error");
        lab.figure(
                Chart.titled("Rate at which initialization is forgotten")
                        .x("2ηλ + η² E g², per step")
                        .y("measured decay of log |u² − v²|, per step")
                        .logX()
                        .logY()
                        .points("SGD on diagonal networks", predicted, measured)
                        .theory("theory", r -> r, low / 1.5, high * 1.5),
                whiskers(
                        whiskers(
                                lag,
                                "after T",
                                places,
                                treatments,
                                t -> rows(t, memory, adam).mean(t, Memory::early)),
                        "after 3T",
                        places,
                        treatments,
                        t -> rows(t, memory, adam).mean(t, Memory::late)));
    }

    private static Chart whiskers(
            Chart chart,
            String label,
            double[] places,
            List<Treatment> treatments,
            Function<Treatment, Estimate> measure) {
        double[] mean = new double[places.length];
        double[] low = new double[places.length];
        double[] high = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            Estimate estimate = measure.apply(treatments.get(i));
            mean[i] = estimate.value();
            low[i] = mean[i] - 2 * estimate.standardError();
            high[i] = mean[i] + 2 * estimate.standardError();
        }
        return chart.errors(label, places, mean, low, high);
    }
}
