package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.linalg.Vectors;

/** What verbs on data keep and what they change. */
class DataLawsTest {
    private static final Data CLASSES =
            Data.classes(new double[][] {{1, 10}, {2, 20}, {3, 30}, {4, 40}, {5, 50}}, 0, 2, 1, 2, 0);

    private static double[] sortedFirstInputs(Data data) {
        return Arrays.stream(data.inputs()).mapToDouble(row -> row[0]).sorted().toArray();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 77})
    void shufflesArePermutationsThatKeepTargetsWithTheirInputs(long seed) {
        Data shuffled = CLASSES.shuffled(seed);
        assertThat(sortedFirstInputs(shuffled)).containsExactly(1, 2, 3, 4, 5);
        for (int i = 0; i < 5; i++) {
            int original = (int) shuffled.input(i)[0] - 1;
            assertThat(shuffled.label(i)).isEqualTo(CLASSES.label(original));
        }
        assertThat(CLASSES.shuffled(seed).flatInputs()).containsExactly(shuffled.flatInputs());
    }

    @ParameterizedTest
    @CsvSource({"0.2, 1", "0.5, 2", "0.8, 3"})
    void partsOfASplitAreDisjointAndTogetherTheWhole(double share, long seed) {
        Data data = Data.gaussianMixture(103, 3, 4).seed(1);
        Split split = data.split(share, seed);
        assertThat(split.train().samples()).isEqualTo((int) Math.round(share * 103));
        double[] together = sortedFirstInputs(split.train().concat(split.test()));
        assertThat(together).containsExactly(sortedFirstInputs(data));
        for (int k = 0; k < 4; k++) {
            int number = k;
            long all = Arrays.stream(labels(data)).filter(l -> l == number).count();
            long train = Arrays.stream(labels(split.train()))
                    .filter(l -> l == number)
                    .count();
            assertThat(train).isBetween((long) Math.floor(share * all), (long) Math.ceil(share * all));
        }
        assertThat(split.toString()).contains("train: ", "; test: ");
    }

    private static double[] labels(Data data) {
        return Vectors.of(data.samples(), data::label);
    }

    /** Exactly the asked number of labels is wrong, none of them by chance right again, and every wrong class occurs. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0.3, 90", "1, 300"})
    void corruptedLabelsAreWrong(double fraction, int wrong) {
        Data data = Data.gaussianMixture(300, 2, 3).seed(1);
        Data corrupted = data.corrupted(fraction, 5);
        int[][] moves = new int[3][3];
        for (int i = 0; i < 300; i++) {
            moves[(int) data.label(i)][(int) corrupted.label(i)]++;
        }
        assertThat(moves[0][0] + moves[1][1] + moves[2][2]).isEqualTo(300 - wrong);
        for (int from = 0; from < 3 && wrong > 0; from++) {
            for (int to = 0; to < 3; to++) {
                assertThat(moves[from][to] > 0 || fraction == 1 && from == to).isTrue();
            }
        }
        assertThat(corrupted.flatInputs()).containsExactly(data.flatInputs());
        assertThat(Vectors.sum(corrupted.flatTargets())).isEqualTo(300);
        Data binary = Data.randomLabels(100, 2).seed(1);
        double[] flipped = binary.corrupted(1, 3).flatTargets();
        assertThat(flipped).containsExactly(Vectors.scale(binary.flatTargets(), -1));
    }

    @Test
    void oneClassHasNoWrongLabel() {
        Data one = Data.classes(new double[][] {{1}, {2}}, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.corrupted(0.5, 1))
                .withMessageContaining("1 class");
        assertThat(one.corrupted(0, 1).samples()).isEqualTo(2);
    }

    @Test
    void classesAreSetAgainstEachOther() {
        Data pair = CLASSES.oneAgainstOther(2, 0);
        assertThat(sortedFirstInputs(pair)).containsExactly(1, 2, 4, 5);
        assertThat(pair.flatTargets()).containsExactly(-1, 1, 1, -1);
        assertThat(pair.classCount()).isEqualTo(2);
        assertThat(pair.name()).contains("2 against 0");
        Data rest = CLASSES.oneAgainstRest(1);
        assertThat(rest.flatTargets()).containsExactly(-1, -1, 1, -1, -1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLASSES.oneAgainstOther(0, -1))
                .withMessageContaining("-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLASSES.oneAgainstOther(1, 1))
                .withMessageContaining("itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLASSES.oneAgainstRest(3))
                .withMessageContaining("0 to 2");
        assertThatThrownBy(() -> pair.oneAgainstRest(0)).isInstanceOf(IllegalStateException.class);
    }

    /** The mean of n equal numbers is rounded; what is constant has no spread in any unit and becomes 0. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 1 / 3.0, 1e20 / 3, -7e-200, 1e300 / 3, 0})
    void constantInputsBecomeZero(double value) {
        for (int n = 2; n < 12; n++) {
            double[][] x = new double[n][];
            Arrays.setAll(x, i -> new double[] {value, i});
            Data data = Data.classes(x, new int[n]).standardized();
            for (double[] row : data.inputs()) {
                assertThat(row[0]).isZero();
            }
        }
    }

    /** Of a set with another offset the constant input shows the difference, and the others are in units of the first. */
    @Test
    void otherDataAreMeasuredInTheUnitsOfTheFirst() {
        Data first = Data.classes(new double[][] {{5, 1}, {5, 3}}, 0, 1);
        Data second = Data.classes(new double[][] {{6.5, 4}}, 0);
        assertThat(second.standardizedLike(first).input(0)).containsExactly(1.5, 2);
        Split split = new Split(first, second).standardized();
        assertThat(split.test().input(0)).containsExactly(1.5, 2);
        assertThat(split.train().input(0)).containsExactly(0, -1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> second.standardizedLike(Data.classes(new double[][] {{1}}, 0)))
                .withMessageContaining("2 inputs");
    }

    @Test
    void centredAndScaledDataMoveTheirInputsAlone() {
        Data centred = CLASSES.centered();
        assertThat(centred.input(0)).containsExactly(new double[] {-2, -20}, within(1e-13));
        assertThat(centred.flatTargets()).containsExactly(CLASSES.flatTargets());
        assertThat(CLASSES.scaled(-3).input(1)).containsExactly(-6, -60);
        assertThat(CLASSES.scaled(1).flatInputs()).containsExactly(CLASSES.flatInputs());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLASSES.scaled(Double.NaN))
                .withMessageContaining("row 0, column 0");
        assertThat(CLASSES.columns()).containsExactly(1, 2, 3, 4, 5, 10, 20, 30, 40, 50);
    }

    @Test
    void rowsAreChosenInTheirOrder() {
        assertThat(CLASSES.subset(4, 0, 4).flatInputs()).containsExactly(5, 50, 1, 10, 5, 50);
        assertThat(CLASSES.range(1, 3).flatInputs()).containsExactly(2, 20, 3, 30);
        assertThatIllegalArgumentException().isThrownBy(() -> CLASSES.range(3, 3));
        assertThatIllegalArgumentException().isThrownBy(() -> CLASSES.subset(5)).withMessageContaining("got 5");
        for (int bad : new int[] {-1, 5}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> CLASSES.label(bad))
                    .withMessageContaining("got " + bad);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLASSES.concat(Data.randomLabels(3, 2)))
                .withMessageContaining("BINARY");
    }

    /** Without noise the moons are half circles about (0, 0) and (1, ½), above and below. */
    @Test
    void moonsAreHalfCircles() {
        Data moons = Data.twoMoons(200).noise(0).seed(4);
        for (int i = 0; i < 200; i++) {
            double[] x = moons.input(i);
            boolean upper = moons.label(i) == 1;
            double radius = upper ? Math.hypot(x[0], x[1]) : Math.hypot(x[0] - 1, x[1] - 0.5);
            assertThat(radius).isCloseTo(1, within(1e-15));
            assertThat(upper ? x[1] : 0.5 - x[1]).isNotNegative();
        }
        assertThat(Vectors.sum(moons.flatTargets())).isZero();
    }

    /** A separator of length 1 with its gap; labels are signs; a fair coin has no side. */
    @Test
    void generatedLabelsAreThoseOfTheirRule() {
        Separable separable = Data.separable(500, 6).gap(0.7).seed(3);
        double[] u = separable.separator();
        assertThat(Vectors.norm(u)).isCloseTo(1, within(1e-15));
        for (int i = 0; i < 500; i++) {
            assertThat(separable.label(i) * Vectors.dot(u, separable.input(i))).isGreaterThan(0.7);
        }
        // 4 standard errors of a fair coin.
        assertThat(Math.abs(Vectors.sum(Data.randomLabels(10_000, 1).flatTargets())))
                .isLessThan(400);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Data.separable(5, 2).gap(Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Data.twoMoons(5).noise(Double.NaN))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Data.gaussianMixture(5, 2, 2).separation(Double.NaN))
                .withMessageContaining("NaN");
    }

    /** Scores are centred and scaled on a reference of 4,000, so that classes of a teacher are about equally frequent. */
    @Test
    void teachersHaveBalancedClassesAndOneRule() {
        Data data = Data.teacherClasses(6000, 5, 3).teacher(2).seed(1);
        int[] counts = new int[3];
        for (int i = 0; i < 6000; i++) {
            counts[(int) data.label(i)]++;
        }
        for (int count : counts) {
            assertThat(count).isBetween(1300, 2700);
        }
        assertThat(Data.teacherClasses(10, 5, 3).teacher(2).seed(1).flatInputs())
                .containsExactly(
                        Data.teacherClasses(10, 5, 3).teacher(3).seed(1).flatInputs());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Data.teacherClasses(5, 2, 2).units(0))
                .withMessageContaining("got 0");
    }

    @Test
    void dataSayWhatTheyAre() {
        assertThat(CLASSES.toString()).isEqualTo("own data: 5 samples, 2 inputs, 3 classes");
        assertThat(Data.of(new double[][] {{1}}, new double[] {-1}).toString()).endsWith("labels +1 and -1");
        Data real = Data.regression(new double[][] {{1}}, new double[][] {{0.5, 2}});
        assertThat(real.toString()).endsWith("real targets");
        assertThat(real.outputs()).isEqualTo(2);
        assertThat(real.label(0)).isEqualTo(0.5);
        assertThatThrownBy(real::classCount).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> real.corrupted(0.5, 1)).isInstanceOf(IllegalStateException.class);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> real.withLabelNoise(Double.NaN, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLASSES.corrupted(Double.NaN, 1))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Data.of(new double[][] {{1}}, new double[] {Double.NaN}))
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CLASSES.split(Double.NaN, 1))
                .withMessageContaining("NaN");
    }
}
