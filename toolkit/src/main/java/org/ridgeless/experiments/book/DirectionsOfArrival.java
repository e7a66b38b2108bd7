package org.ridgeless.experiments.book;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ridgeless.linalg.Matrix;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.linalg.lapack.SymmetricEigen;
import org.ridgeless.plots.Chart;
import org.ridgeless.random.Seeds;
import org.ridgeless.spectra.DirectionFinder;
import org.ridgeless.spectra.ScaledSamples;
import org.ridgeless.spectra.SpikedCovariance;
import org.ridgeless.study.Estimates;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Lab;
import org.ridgeless.study.Option;
import org.ridgeless.sweeps.Rows;
import org.ridgeless.sweeps.Trial;
import org.ridgeless.tables.Results;
import org.ridgeless.tables.Statistics;
import org.ridgeless.verdict.Claim;

/** Two near directions of arrival from few samples. Card: directions-of-arrival.md. */
public final class DirectionsOfArrival extends Experiment<DirectionsOfArrival> {
    static final Option<Integer> SENSORS = Option.count("sensors")
            .help("sensors p; there are 2p samples")
            .atLeast(20)
            .tiny(24)
            .teaching(30)
            .paper(60);
    static final Option<Integer> DRAWS = Option.count("draws")
            .help("independent samples")
            .atLeast(2)
            .tiny(6)
            .teaching(150)
            .paper(300);

    private static final int RATIO = 2;
    /** Degrees, for 30 sensors; the last two come nearer to each other as sensors grow in number. */
    private static final double[] ANGLES = {-10, 35, 37};

    private static final double POWER = 12;

    /** Both functions at the three directions. */
    record Values(double[] music, double[] corrected) {}

    public static DirectionsOfArrival study() {
        return new DirectionsOfArrival();
    }

    /** Sensors p; there are 2p samples, at least 20. */
    public DirectionsOfArrival sensors(int p) {
        return with(SENSORS, p);
    }

    /** Independent samples, at least 2. */
    public DirectionsOfArrival draws(int count) {
        return with(DRAWS, count);
    }

    @Override
    protected void run(Lab lab) {
        double p = get(SENSORS);
        Rows<String, Values> values =
                lab.repeat(get(DRAWS)).each("sample", List.of("sample"), (x, trial) -> values(trial));
        List<Integer> places = List.of(0, 1, 2);
        double[] angles = angles();
        lab.check(Claim.that("G-MUSIC at a direction of arrival")
                .each(places, k -> values.mean("sample", v -> v.corrected[k]))
                .predicts(0)
                .rival("as large as MUSIC", k -> Statistics.mean(values.numbers("sample", v -> v.music[k])))
                .within(1 / p));
        lab.check(Claim.that("MUSIC at a direction of arrival, what the eigenvectors lose")
                .each(places, k -> values.mean("sample", v -> v.music[k]))
                .predicts(k -> loss(k))
                .rival("nothing", 0)
                .within(1 / p));
        DirectionFinder finder = finder(lab.seeds().child("shown"));
        double[] x = IntStream.range(0, 301).mapToDouble(i -> 30 + i / 25.0).toArray();
        lab.figure(Chart.titled("One sample")
                .x("direction (degrees)")
                .y("localization function")
                .line("MUSIC", x, Arrays.stream(x).map(finder::music).toArray())
                .line("G-MUSIC", x, Arrays.stream(x).map(finder::gMusic).toArray())
                .vertical("source", angles[1])
                .vertical("source", angles[2])
                .horizontal("0", 0));
        lab.table(Results.titled(card().title())
                .numbers("direction", angles)
                .numbers(
                        "MUSIC",
                        Estimates.of(places, k -> values.mean("sample", v -> v.music[k]))
                                .values())
                .numbers("its theory", places.stream().mapToDouble(this::loss).toArray())
                .numbers(
                        "G-MUSIC",
                        Estimates.of(places, k -> values.mean("sample", v -> v.corrected[k]))
                                .values()));
    }

    private double[] angles() {
        return new double[] {ANGLES[0], ANGLES[1], ANGLES[1] + (ANGLES[2] - ANGLES[1]) * 30 / get(SENSORS)};
    }

    /** 1 − Σ α_l |aᴴu_l|² with the overlaps α_l of the spikes of the population. */
    private double loss(int place) {
        int p = get(SENSORS);
        double[] angles = angles();
        double[] covariance = new double[4 * p * p];
        double[][] steering = Arrays.stream(angles)
                .mapToObj(t -> DirectionFinder.steering(p, t))
                .toArray(double[][]::new);
        for (double[] a : steering) {
            for (int i = 0; i < 2 * p; i++) {
                for (int j = 0; j < 2 * p; j++) {
                    covariance[2 * p * i + j] += POWER * (a[i] * a[j] + turned(a, i) * turned(a, j));
                }
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(covariance, 2 * p);
        double sum = 1;
        for (int l = 0; l < 2 * angles.length; l++) {
            double spike = eigen.values()[2 * p - 1 - l];
            double product = Vectors.dot(steering[place], eigen.vector(2 * p - 1 - l));
            sum -= product
                    * product
                    * SpikedCovariance.of(1.0 / RATIO, 1 + spike)
                            .outliers()
                            .get(0)
                            .overlap();
        }
        return sum;
    }

    /** i times the complex vector. */
    private static double turned(double[] a, int i) {
        int p = a.length / 2;
        return i < p ? -a[p + i] : a[i - p];
    }

    private Values values(Trial trial) {
        DirectionFinder finder = finder(trial.seeds());
        return new Values(
                Arrays.stream(angles()).map(finder::music).toArray(),
                Arrays.stream(angles()).map(finder::gMusic).toArray());
    }

    private DirectionFinder finder(Seeds seeds) {
        int p = get(SENSORS);
        int n = RATIO * p;
        double[] angles = angles();
        Matrix noise = ScaledSamples.of(Spectra.cycle(2 * p, 0.5), n).draw(seeds.child("noise"));
        Matrix sources =
                ScaledSamples.of(Spectra.cycle(2 * angles.length, POWER / 2), n).draw(seeds.child("sources"));
        double[] both = noise.flat().clone();
        for (int k = 0; k < angles.length; k++) {
            double[] a = DirectionFinder.steering(p, angles[k]);
            for (int i = 0; i < 2 * p; i++) {
                for (int j = 0; j < n; j++) {
                    both[i * n + j] += a[i] * sources.get(2 * k, j) + turned(a, i) * sources.get(2 * k + 1, j);
                }
            }
        }
        return DirectionFinder.of(
                Matrix.wrap(Arrays.copyOf(both, p * n), p, n),
                Matrix.wrap(Arrays.copyOfRange(both, p * n, 2 * p * n), p, n),
                angles.length);
    }
}
