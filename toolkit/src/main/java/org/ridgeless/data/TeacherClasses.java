package org.ridgeless.data;

import java.util.Arrays;
import org.ridgeless.random.Seeds;

/**
 * Standard normal inputs whose class is the largest of C scores; each score is a sum of {@code units} ReLU units with fixed
 * random weights, centred and scaled over a reference sample so that the classes are about equally frequent. The teacher
 * depends on {@code teacherSeed} alone: data of different seeds share it, as training and test sets must.
 */
public final class TeacherClasses extends GeneratedData {
    private static final int REFERENCE_SAMPLES = 4000;
    private final int classes;
    private final int units;
    private final long teacherSeed;

    TeacherClasses(int n, int d, int classes, int units, long teacherSeed, long seed) {
        super(n, d, seed);
        if (classes < 2) {
            throw new IllegalArgumentException("a teacher needs at least two classes, got " + classes);
        }
        if (units < 1) {
            throw new IllegalArgumentException("a teacher needs at least one unit a class, got " + units);
        }
        this.classes = classes;
        this.units = units;
        this.teacherSeed = teacherSeed;
    }

    /**
     * The number of ReLU units in each score; 8 unless given.
     *
     * @param count ≥ 1
     * @return data of another teacher
     * @throws IllegalArgumentException if the number is below 1
     */
    public TeacherClasses units(int count) {
        return new TeacherClasses(n(), d(), classes, count, teacherSeed, seed());
    }

    /**
     * The seed of the teacher.
     *
     * @param newSeed any number
     * @return data of another teacher on the same inputs
     */
    public TeacherClasses teacher(long newSeed) {
        return new TeacherClasses(n(), d(), classes, units, newSeed, seed());
    }

    /**
     * The seed of the inputs.
     *
     * @param newSeed any number
     * @return other inputs of the same teacher
     */
    public TeacherClasses seed(long newSeed) {
        return new TeacherClasses(n(), d(), classes, units, teacherSeed, newSeed);
    }

    @Override
    Points draw(Seeds seeds) {
        double[] x = new Gaussians(seeds.child("inputs")).vector(n() * d());
        double[][] scores = scores(x, n());
        int[] labels = new int[n()];
        Arrays.setAll(labels, i -> argmax(scores, i));
        return ClassTargets.points(n(), d(), x, labels, classes);
    }

    private double[][] scores(double[] x, int samples) {
        Seeds teacher = Seeds.of(teacherSeed).child("teacher");
        double[] reference = new Gaussians(teacher.child("reference")).vector(REFERENCE_SAMPLES * d());
        double[][] scores = new double[classes][];
        for (int k = 0; k < classes; k++) {
            Gaussians normal = new Gaussians(teacher.child(k));
            double[] hidden = normal.vector(units * d());
            double[] signs = normal.vector(units);
            scores[k] = score(hidden, signs, x, samples);
            standardize(scores[k], score(hidden, signs, reference, REFERENCE_SAMPLES));
        }
        return scores;
    }

    private double[] score(double[] hidden, double[] signs, double[] x, int samples) {
        double[] score = new double[samples];
        for (int i = 0; i < samples; i++) {
            for (int u = 0; u < units; u++) {
                double z = 0;
                for (int j = 0; j < d(); j++) {
                    z += hidden[u * d() + j] * x[i * d() + j];
                }
                score[i] += signs[u] * Math.max(z, 0);
            }
        }
        return score;
    }

    private static void standardize(double[] score, double[] reference) {
        double mean = Arrays.stream(reference).average().orElseThrow();
        double variance = Arrays.stream(reference)
                .map(s -> (s - mean) * (s - mean))
                .average()
                .orElseThrow();
        for (int i = 0; i < score.length; i++) {
            score[i] = (score[i] - mean) / Math.sqrt(variance);
        }
    }

    private static int argmax(double[][] scores, int i) {
        int best = 0;
        for (int k = 1; k < scores.length; k++) {
            if (scores[k][i] > scores[best][i]) {
                best = k;
            }
        }
        return best;
    }

    @Override
    public String name() {
        return "teacher with " + classes + " classes";
    }
}
