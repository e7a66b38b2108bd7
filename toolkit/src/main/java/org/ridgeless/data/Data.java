package org.ridgeless.data;

import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.ridgeless.random.Seeds;
import org.ridgeless.tables.Results;
import tech.tablesaw.api.Table;

/**
 * A data set: n samples with d inputs and a target each. Immutable. Generated sets take their options as verbs and their
 * randomness from {@code seed} (0 unless given); their samples are drawn when first needed.
 *
 * <p>Targets are stored the way losses read them: ±1 for two classes, a row with a single 1 for more, real numbers otherwise.
 *
 * {@snippet file="DataTest.java" region="data"}
 */
public abstract class Data {
    Data() {}

    abstract Points points();

    /** A short description for captions. */
    public abstract String name();

    // ---- where data come from

    /**
     * Two classes separated by a hyperplane through 0 with a gap: see {@link Separable}.
     *
     * @param n samples, ≥ 1
     * @param d inputs of a sample, ≥ 1
     * @return data with labels ±1 and a gap of 0.1 standard deviations
     * @throws IllegalArgumentException if n or d is below 1
     */
    public static Separable separable(int n, int d) {
        return new Separable(n, d, 0.1, 0);
    }

    /**
     * Gaussian clusters with random means: see {@link GaussianMixture}.
     *
     * @param n samples, ≥ 1
     * @param d inputs of a sample, ≥ 1
     * @param classes ≥ 2; two get the labels ±1
     * @return data whose class means have the distance 3 from 0
     * @throws IllegalArgumentException if n or d is below 1, or there are fewer than two classes
     */
    public static GaussianMixture gaussianMixture(int n, int d, int classes) {
        return new GaussianMixture(n, d, classes, 3, false, 0);
    }

    /**
     * Classes decided by a random two-layer ReLU teacher: see {@link TeacherClasses}.
     *
     * @param n samples, ≥ 1
     * @param d inputs of a sample, ≥ 1
     * @param classes ≥ 2; two get the labels ±1
     * @return data of the teacher with 8 units a class and the seed 0
     * @throws IllegalArgumentException if n or d is below 1, or there are fewer than two classes
     */
    public static TeacherClasses teacherClasses(int n, int d, int classes) {
        return new TeacherClasses(n, d, classes, 8, 0, 0);
    }

    /**
     * Gaussian inputs with labels decided by coin flips: see {@link RandomLabels}.
     *
     * @param n samples, ≥ 1
     * @param d inputs of a sample, ≥ 1
     * @return data with labels ±1
     * @throws IllegalArgumentException if n or d is below 1
     */
    public static RandomLabels randomLabels(int n, int d) {
        return new RandomLabels(n, d, 0);
    }

    /**
     * Two interleaved half circles in the plane: see {@link TwoMoons}.
     *
     * @param n samples, ≥ 1
     * @return data with two inputs, labels ±1 and noise of the standard deviation 0.1
     * @throws IllegalArgumentException if n is below 1
     */
    public static TwoMoons twoMoons(int n) {
        return new TwoMoons(n, 0.1, 0);
    }

    /**
     * The UCI handwritten digits, 1,797 images of 8 × 8 pixels, ten classes: see {@link Digits}.
     *
     * {@snippet file="DataTest.java" region="digits"}
     */
    public static Data digits() {
        return Digits.load();
    }

    /**
     * Samples from a table in a file: CSV in any of the ways in which people write it, Weka's ARFF, or NumPy's .npy. The labels are the
     * column called class, label or target, or else the last one; verbs say otherwise: see {@link TableData}.
     *
     * @param file .csv, .arff or .npy, told apart by what is in it and its name
     * @return the samples; the verbs of {@link TableData} say which columns are what
     * @throws IllegalArgumentException if there is no such file or it is not what it says
     */
    public static TableData read(Path file) {
        return DataFiles.table(file);
    }

    /**
     * Samples from a table in a file: see {@link #read(Path)}.
     *
     * @param file path of the file
     * @return the samples
     * @throws IllegalArgumentException if there is no such file or it is not what it says
     */
    public static TableData read(String file) {
        return read(Path.of(file));
    }

    /**
     * The training images of a folder: IDX files, as MNIST and its like are published, under every name they go by, or the binary files of
     * CIFAR-10 or CIFAR-100. Or those of one IDX file of images, whose labels lie beside it.
     *
     * @param path a folder, or one file of images
     * @return the images with pixels and classes as the files have them
     * @throws IllegalArgumentException if none of these files is there, or one is not what its name says
     */
    public static Data images(Path path) {
        return DataFiles.images(path);
    }

    /**
     * The training images of a folder: see {@link #images(Path)}.
     *
     * @param path a folder, or one file of images
     * @return the images
     * @throws IllegalArgumentException if none of these files is there, or one is not what its name says
     */
    public static Data images(String path) {
        return images(Path.of(path));
    }

    /**
     * NumPy's .npz with an array of inputs called x, data or images and one of targets called y, target or labels.
     *
     * @param file path of the .npz file
     * @return the samples
     * @throws IllegalArgumentException if the file, or one of the two arrays, is not there or does not fit the other
     */
    public static Data npz(String file) {
        return DataFiles.npz(Path.of(file));
    }

    /**
     * Samples from arrays of NumPy, one a row; a vector of −1 and 1, or of class numbers from 0 or 1 on, holds labels, any other array real targets.
     *
     * @param x inputs, the first index counting samples, all others flattened
     * @param y targets, as many as samples
     * @return the samples
     * @throws IllegalArgumentException if the arrays differ in their number of samples
     */
    public static Data of(NpyArray x, NpyArray y) {
        return DataFiles.samples("arrays", x, y);
    }

    /**
     * The rows of a table as samples.
     *
     * @param table at least two columns, one of them the labels
     * @return the samples; the verbs of {@link TableData} say which columns are what
     * @throws IllegalArgumentException if the table has fewer than two columns
     */
    public static TableData of(Results table) {
        return TableData.from(table);
    }

    /**
     * The rows of a Tablesaw table as samples.
     *
     * @param table at least two columns, one of them the labels
     * @return the samples; the verbs of {@link TableData} say which columns are what
     * @throws IllegalArgumentException if the table has fewer than two columns
     */
    public static TableData of(Table table) {
        return TableData.from(Results.of(table));
    }

    /**
     * The first training images of a folder with IDX files, as MNIST and its like are published; at most so many.
     *
     * @param folder with one file of training images and one of their classes, plain or with .gz
     * @param most samples to keep, ≥ 1; fewer if the files hold fewer
     * @return images as rows of grey levels in [0, 1], with classes from 0
     * @throws IllegalArgumentException if {@code most} is below 1, or a file is missing, shorter than its header says or of
     *     another kind
     */
    public static Data idx(Path folder, int most) {
        return IdxFiles.read(IdxFolder.training(folder), most);
    }

    /**
     * The first test images of a folder with IDX files; at most so many.
     *
     * @param folder with one file of test images (test or t10k) and one of their classes, plain or with .gz
     * @param most samples to keep, ≥ 1; fewer if the files hold fewer
     * @return images as rows of grey levels in [0, 1], with classes from 0
     * @throws IllegalArgumentException if {@code most} is below 1, or a file is missing, shorter than its header says or of
     *     another kind
     */
    public static Data idxTest(Path folder, int most) {
        return IdxFiles.read(IdxFolder.test(folder), most);
    }

    /**
     * The first training images of a folder with the binary files of CIFAR-10 or CIFAR-100; at most so many.
     *
     * @param folder with data_batch_1.bin to data_batch_5.bin, as many as there are, or train.bin
     * @param most samples to keep, ≥ 1; fewer if the files hold fewer
     * @return images of 3 · 32 · 32 numbers in [0, 1], all red ones first; 10 classes, or the 100 fine ones
     * @throws IllegalArgumentException if {@code most} is below 1, no file is there, or one is not a whole number of images
     */
    public static Data cifar(Path folder, int most) {
        return CifarFiles.read(folder, true, most);
    }

    /**
     * The first test images of a folder with the binary files of CIFAR-10 or CIFAR-100; at most so many.
     *
     * @param folder with test_batch.bin or test.bin
     * @param most samples to keep, ≥ 1; fewer if the files hold fewer
     * @return images of 3 · 32 · 32 numbers in [0, 1], all red ones first; 10 classes, or the 100 fine ones
     * @throws IllegalArgumentException if {@code most} is below 1, no file is there, or one is not a whole number of images
     */
    public static Data cifarTest(Path folder, int most) {
        return CifarFiles.read(folder, false, most);
    }

    /**
     * The user's own samples with labels +1 and −1.
     *
     * @param x n rows of d finite numbers, n and d ≥ 1
     * @param labels n numbers, each +1 or −1
     * @return the samples; arrays are copied
     * @throws IllegalArgumentException if the numbers of rows differ, rows differ in length, a label is another number or an
     *     input is not finite, naming the row
     */
    public static Data of(double[][] x, double[] labels) {
        requireRows(x.length, labels.length);
        return fixed("own data", x, 1, Points.binary(labels), Targets.BINARY);
    }

    /**
     * The user's own samples with classes 0, 1, …, as many as the largest number says.
     *
     * @param x n rows of d finite numbers, n and d ≥ 1
     * @param classes n numbers from 0
     * @return the samples, with targets of one 1 in a row; arrays are copied
     * @throws IllegalArgumentException if the numbers of rows differ, rows differ in length, a class is negative or an input is
     *     not finite, naming the row
     */
    public static Data classes(double[][] x, int... classes) {
        requireRows(x.length, classes.length);
        int count = 1 + requireClasses(classes);
        return fixed("own data", x, count, Points.oneHot(classes, count), Targets.CLASSES);
    }

    /**
     * The user's own samples with real targets, one row a sample.
     *
     * @param x n rows of d finite numbers, n and d ≥ 1
     * @param y n rows of finite numbers, equally long
     * @return the samples; arrays are copied
     * @throws IllegalArgumentException if the numbers of rows differ, rows differ in length or a number is not finite, naming
     *     the row
     */
    public static Data regression(double[][] x, double[][] y) {
        requireRows(x.length, y.length);
        return fixed("own data", x, y.length == 0 ? 1 : y[0].length, Points.flatten(y), Targets.REAL);
    }

    /** The largest class. */
    private static int requireClasses(int... classes) {
        int largest = 0;
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("the class of row " + i + " (from 0) is " + classes[i]
                        + "; classes are numbered from 0 and fewer than 2147483647");
            }
            largest = Math.max(largest, classes[i]);
        }
        return largest;
    }

    private static void requireRows(int inputs, int targets) {
        if (inputs != targets) {
            throw new IllegalArgumentException(
                    "there are " + inputs + " rows of inputs but " + targets + " targets; each row needs one");
        }
    }

    private static Data fixed(String name, double[][] x, int c, double[] y, Targets targets) {
        int d = x.length == 0 ? 0 : x[0].length;
        return new FixedData(name, new Points(x.length, d, c, Points.flatten(x), y, targets));
    }

    // ---- what they hold

    /** Number of samples. */
    public final int samples() {
        return points().n();
    }

    /** Width of an input. */
    public final int dimension() {
        return points().d();
    }

    /** Width of a target: the number of outputs that a network for these data needs. */
    public final int outputs() {
        return points().c();
    }

    /** What the targets are. */
    public final Targets targets() {
        return points().targets();
    }

    /** The inputs, one sample a row; a copy. */
    public final double[][] inputs() {
        return unflatten(points().x(), points().d());
    }

    /** All inputs in one array, sample after sample; a copy. */
    public final double[] flatInputs() {
        return points().x().clone();
    }

    /** The inputs with one sample in each column, dimension × samples row by row: what kernels and random layers take. */
    public final double[] columns() {
        Points p = points();
        double[] columns = new double[p.n() * p.d()];
        for (int i = 0; i < p.n(); i++) {
            for (int j = 0; j < p.d(); j++) {
                columns[j * p.n() + i] = p.x()[i * p.d() + j];
            }
        }
        return columns;
    }

    /** All targets in one array, sample after sample; a copy. */
    public final double[] flatTargets() {
        return points().y().clone();
    }

    /**
     * One input; a copy.
     *
     * @param i the sample, from 0
     * @return d numbers
     * @throws IllegalArgumentException if there is no sample i, with the numbers that there are
     */
    public final double[] input(int i) {
        Points p = points().rows(i);
        return p.x();
    }

    /**
     * The label ±1 of a sample with two classes, its class number with more, its first target otherwise.
     *
     * @param i the sample, from 0 to n − 1
     * @return +1 or −1, or a class from 0, or a real number
     * @throws IllegalArgumentException if there is no sample i, with the numbers that there are
     */
    public final double label(int i) {
        Points p = points();
        p.requireRow(i);
        return p.targets() == Targets.CLASSES ? Classes.of(p, i) : p.y()[i * p.c()];
    }

    private static double[][] unflatten(double[] flat, int columns) {
        double[][] rows = new double[flat.length / columns][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * columns, (i + 1) * columns));
        return rows;
    }

    /**
     * The number of classes: 2 for labels ±1; real targets have none.
     *
     * @throws IllegalStateException if the targets are real
     */
    public final int classCount() {
        Points p = points();
        if (p.targets() == Targets.REAL) {
            throw new IllegalStateException("these data have real targets and no classes");
        }
        return p.targets() == Targets.BINARY ? 2 : p.c();
    }

    // ---- what can be made of them

    /**
     * A training part with this share of the samples and a test part with the rest, drawn at random; each class is divided in the same
     * proportion.
     *
     * @param trainingShare in (0, 1), such that each part gets at least one sample
     * @param seed any number
     * @return both parts, each in random order
     * @throws IllegalArgumentException if the share is not, or leaves a part empty
     */
    public final Split split(double trainingShare, long seed) {
        return Split.of(this, trainingShare, seed);
    }

    /**
     * These samples and then those of another set with the same kind of targets.
     *
     * @param other with as many inputs and outputs
     * @return n + m samples
     * @throws IllegalArgumentException if inputs, outputs or the kind of targets differ, with both
     */
    public final Data concat(Data other) {
        return new FixedData(name() + " and " + other.name(), points().then(other.points()));
    }

    /** The data with the mean of each input subtracted and divided by its standard deviation; constant inputs become 0. */
    public final Data standardized() {
        return standardizedLike(this);
    }

    /**
     * The data with the mean of each input of another set subtracted and divided by its standard deviation there.
     *
     * @param other with as many inputs, for example the training part
     * @return these samples in the units of the other set; inputs that are constant there are only shifted
     * @throws IllegalArgumentException if the numbers of inputs differ
     */
    public final Data standardizedLike(Data other) {
        return new FixedData(name(), Standardization.of(other.points()).apply(points()));
    }

    /**
     * The data with noisy targets: of labels and classes the fraction {@code level} is replaced by wrong ones, to real targets Gaussian
     * noise of the standard deviation {@code level} is added.
     *
     * @param level of labels and classes a fraction in [0, 1], of real targets a standard deviation, finite and ≥ 0
     * @param seed any number
     * @return the noisy data; exactly round(level · n) labels are wrong
     * @throws IllegalArgumentException if the level is not
     */
    public final Data withLabelNoise(double level, long seed) {
        return LabelNoise.add(this, level, Seeds.of(seed).child("label-noise"));
    }

    /**
     * The chosen samples, numbered from 0.
     *
     * @param rows numbers of samples, at least one; the same may come twice
     * @return these samples in this order
     * @throws IllegalArgumentException if there is none, or a number is not in 0..n−1
     */
    public final Data subset(int... rows) {
        return new FixedData(name(), points().rows(rows));
    }

    /**
     * The samples from {@code from} up to but without {@code to}.
     *
     * @param from the first, from 0
     * @param to one past the last, at most n and more than {@code from}
     * @return to − from samples
     * @throws IllegalArgumentException if there is none between, or one that the data do not have
     */
    public final Data range(int from, int to) {
        int[] rows = new int[Math.max(to - from, 0)];
        Arrays.setAll(rows, i -> from + i);
        return subset(rows);
    }

    /**
     * The samples in an order drawn from the seed.
     *
     * @param seed any number
     * @return all samples, each once
     */
    public final Data shuffled(long seed) {
        int[] order = PermutationSampler.natural(samples());
        PermutationSampler.shuffle(Seeds.of(seed).child("shuffle").stream(), order);
        return subset(order);
    }

    /**
     * Two of the classes against each other: the first gets the label +1, the second −1.
     *
     * @param plus the class that becomes +1, from 0
     * @param minus the class that becomes −1, from 0
     * @return the samples of the two classes
     * @throws IllegalArgumentException if there is no such class, or both are one
     * @throws IllegalStateException if the data have labels ±1 or real targets
     */
    public final Data oneAgainstOther(int plus, int minus) {
        return new FixedData(name() + ", " + plus + " against " + minus, Classes.against(points(), plus, minus));
    }

    /**
     * One class against all the others: +1 and −1.
     *
     * @param plus the class that becomes +1, from 0
     * @return all samples with labels ±1
     * @throws IllegalArgumentException if there is no such class
     * @throws IllegalStateException if the data have labels ±1 or real targets
     */
    public final Data oneAgainstRest(int plus) {
        return new FixedData(name() + ", " + plus + " against the rest", Classes.againstRest(points(), plus));
    }

    /**
     * The data with a fraction of the labels replaced: ±1 flipped, a class replaced by another one.
     *
     * @param fraction in [0, 1]
     * @param seed any number
     * @return the data with exactly round(fraction · n) wrong labels
     * @throws IllegalArgumentException if the fraction is outside of [0, 1]
     * @throws IllegalStateException if the targets are real
     */
    public final Data corrupted(double fraction, long seed) {
        return LabelNoise.corrupt(this, fraction, Seeds.of(seed).child("label-noise"));
    }

    /**
     * The data with all inputs multiplied by a factor.
     *
     * @param factor any number that leaves the inputs finite
     * @return the scaled data; targets stay
     * @throws IllegalArgumentException if an input becomes infinite or NaN
     */
    public final Data scaled(double factor) {
        Points p = points();
        double[] x = p.x().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] *= factor;
        }
        return new FixedData(name(), new Points(p.n(), p.d(), p.c(), x, p.y(), p.targets()));
    }

    /** The data with the mean of each input subtracted. */
    public final Data centered() {
        Points p = points();
        double[] x = p.x().clone();
        for (int j = 0; j < p.d(); j++) {
            double mean = 0;
            for (int i = 0; i < p.n(); i++) {
                mean += x[i * p.d() + j] / p.n();
            }
            for (int i = 0; i < p.n(); i++) {
                x[i * p.d() + j] -= mean;
            }
        }
        return new FixedData(name(), new Points(p.n(), p.d(), p.c(), x, p.y(), p.targets()));
    }

    @Override
    public final String toString() {
        Points p = points();
        String kind = p.targets() == Targets.CLASSES
                ? p.c() + " classes"
                : p.targets() == Targets.BINARY ? "labels +1 and -1" : "real targets";
        return name() + ": " + p.n() + " samples, " + p.d() + " inputs, " + kind;
    }
}
