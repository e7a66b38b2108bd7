package org.ridgeless.lessons;

import org.ridgeless.data.Data;
import org.ridgeless.kernels.DualActivation;
import org.ridgeless.linalg.Vectors;
import org.ridgeless.spectra.equivalents.FeatureRidge;

/** The lab on random features: a student's own pair of digits and ridge, and the checks of its tasks. */
public final class RandomFeaturesLab {
    private static final String NAME = "random features";
    private static final int TRAINING = 120;
    private static final int PIXELS = 64;

    private final Student student;
    private Data images;

    private RandomFeaturesLab(Student student) {
        this.student = student;
    }

    /**
     * The lab of a student.
     *
     * @param student name or number, from which the numbers of the tasks follow
     * @return the lab with these numbers
     * @throws WrongAnswer if there is no name yet
     */
    public static RandomFeaturesLab of(String student) {
        return new RandomFeaturesLab(Student.of(student));
    }

    /** The digit that counts as +1. */
    public int digit() {
        return student.number(NAME, "digit", 0, 9);
    }

    /** The digit that counts as −1. */
    public int other() {
        return (digit() + student.number(NAME, "other", 1, 9)) % 10;
    }

    /** The ridge λ of tasks 2 and 3. */
    public double ridge() {
        return student.number(NAME, "ridge", 1, 9) / 1000.0;
    }

    /** The number of features of task 2, from 150 to 400. */
    public int features() {
        return 10 * student.number(NAME, "features", 15, 40);
    }

    /** The images of both digits in an order of the student's own, with their mean subtracted. */
    public Data images() {
        if (images == null) {
            images = Data.digits()
                    .oneAgainstOther(digit(), other())
                    .shuffled(student.seeds(NAME).value())
                    .centered();
        }
        return images;
    }

    /** The first 120 images. */
    public Data train() {
        return images().range(0, TRAINING);
    }

    /** All others. */
    public Data test() {
        return images().range(TRAINING, images().samples());
    }

    /** A kernel of two inputs. */
    @FunctionalInterface
    public interface Kernel {
        /**
         * The value for two inputs.
         *
         * @param x an input
         * @param z another of the same length
         * @return the value
         */
        double of(double[] x, double[] z);
    }

    /**
     * Task 1: the mean product of two inputs behind one random ReLU unit.
     *
     * @param kernel E relu(w·x) relu(w·z), of two inputs
     * @return the score of the task
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public Score task1(Kernel kernel) {
        student.requireOwner();
        double[] x = train().input(0);
        double[] z = train().input(1);
        double product = Vectors.dot(x, z);
        double right = DualActivation.relu().kernel(Vectors.squares(x), Vectors.squares(z), product);
        return Score.of(
                Question.of("phi of two images", right)
                        .route("That is the kernel of a linear layer.", product)
                        .route("The lengths of the inputs are factors.", right / Vectors.norm(x) / Vectors.norm(z))
                        .route("A unit is at rest for half of the weights: 2π below, not π.", 2 * right)
                        .hint("‖x‖ ‖z‖ (sin θ + (π − θ) cos θ)/(2π), with the angle θ in radians.")
                        .judge(kernel.of(x.clone(), z.clone())),
                Question.of("phi of an image with itself", Vectors.squares(x) / 2)
                        .route("Half of the weights see nothing.", Vectors.squares(x))
                        .route("There the cosine is 1; does rounding carry it above?", a -> Double.isNaN(a[0]))
                        .hint("At θ = 0 the formula gives ‖x‖²/2.")
                        .judge(kernel.of(x.clone(), x.clone())),
                Question.of("phi of orthogonal inputs", 3 / (2 * Math.PI))
                        .hint("At θ = π/2 only the sine is left.")
                        .judge(kernel.of(new double[] {1, 0}, new double[] {0, 3})));
    }

    /** δ as a function of the eigenvalues of Φ, the numbers of samples and of features, and the ridge. */
    @FunctionalInterface
    public interface Delta {
        /**
         * The fixed point.
         *
         * @param eigenvalues of Φ, ≥ 0
         * @param samples n
         * @param features N
         * @param ridge λ
         * @return δ
         */
        double of(double[] eigenvalues, int samples, int features, double ridge);
    }

    /**
     * Task 2: the fixed point δ.
     *
     * @param delta δ, of eigenvalues, samples, features and ridge
     * @return the score of the task
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public Score task2(Delta delta) {
        student.requireOwner();
        FeatureRidge theory = theory();
        double[] spectrum = theory.spectrum();
        return Score.of(
                Question.of("delta", theory.delta(features(), ridge()))
                        .within(1e-4)
                        .route("That is one step from 0: go on until nothing changes.", step(spectrum, 0))
                        .route(
                                "That is two steps from 0: go on until nothing changes.",
                                step(spectrum, step(spectrum, 0)))
                        .hint("δ = (1/n) Σ s/(ψ s + λ) with ψ = (N/n)/(1 + δ), again and again.")
                        .judge(delta.of(spectrum.clone(), TRAINING, features(), ridge())),
                Question.of("delta without features", Vectors.mean(spectrum) / 0.5)
                        .within(1e-4)
                        .hint("With N = 0 nothing is left but the ridge: (1/n) Σ s/λ.")
                        .judge(delta.of(spectrum.clone(), TRAINING, 0, 0.5)));
    }

    private double step(double[] spectrum, double delta) {
        double psi = (double) features() / TRAINING / (1 + delta);
        double sum = 0;
        for (double s : spectrum) {
            sum += s / (psi * s + ridge());
        }
        return sum / TRAINING;
    }

    /**
     * Task 3: the predicted errors on training and test data at as many features as samples.
     *
     * @param training the mean square on training data
     * @param test the mean square on test data
     * @return the score of the task
     * @throws WrongAnswer if nothing is right, with a hint
     */
    public Score task3(double training, double test) {
        student.requireOwner();
        FeatureRidge theory = theory();
        double[] x = train().columns();
        double[] fresh = test().columns();
        DualActivation relu = DualActivation.relu();
        double right = theory.against(
                        relu.kernel(x, fresh, PIXELS), relu.diagonalMean(fresh, PIXELS), test().flatTargets())
                .test(TRAINING, ridge());
        return Score.of(
                Question.of("training", theory.train(TRAINING, ridge()))
                        .within(0.001)
                        .route("That is the error on the test images.", right)
                        .hint("FeatureRidge.of(Φ, labels).train(N, λ), with N = n and your own ridge.")
                        .judge(training),
                Question.of("test", right)
                        .within(0.001)
                        .route("That is the error on the training images.", theory.train(TRAINING, ridge()))
                        .hint("theory.against(…).test(N, λ), as in notebook 7.")
                        .judge(test));
    }

    private FeatureRidge theory() {
        double[] x = train().columns();
        return FeatureRidge.of(DualActivation.relu().kernel(x, x, PIXELS), train().flatTargets());
    }
}
