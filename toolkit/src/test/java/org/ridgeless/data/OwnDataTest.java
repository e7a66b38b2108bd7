package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** The user's own arrays: what is in them stays, what is no data set is named. */
class OwnDataTest {
    private static void refuses(ThrowingCallable call, String... messages) {
        for (String message : messages) {
            assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
        }
    }

    @Test
    void arraysAreCopiedInAndOut() {
        double[][] x = {{1, 2}, {3, 4}};
        double[] labels = {1, -1};
        Data data = Data.of(x, labels);
        x[0][0] = 99;
        labels[0] = -1;
        data.inputs()[0][0] = 99;
        data.flatInputs()[0] = 99;
        data.flatTargets()[0] = 99;
        data.input(0)[0] = 99;
        data.columns()[0] = 99;
        assertThat(data.inputs()).isDeepEqualTo(new double[][] {{1, 2}, {3, 4}});
        assertThat(data.flatTargets()).containsExactly(1, -1);
    }

    @Test
    void whatIsNoDataSetIsNamed() {
        refuses(() -> Data.of(new double[0][], new double[0]), "at least one sample, got 0");
        refuses(() -> Data.of(new double[1][0], new double[] {1}), "at least one dimension, got 0");
        refuses(() -> Data.regression(new double[0][], new double[0][]), "at least one sample, got 0");
        refuses(() -> Data.regression(new double[][] {{1}}, new double[1][0]), "at least one", "got 0");
        refuses(() -> Data.regression(new double[][] {{1}, {2}}, new double[][] {{1}, {2, 3}}), "row 1", "2 columns");
        refuses(() -> Data.regression(new double[][] {{1}}, new double[][] {{Double.POSITIVE_INFINITY}}), "Infinity");
        refuses(() -> Data.of(new double[][] {{1, Double.NEGATIVE_INFINITY}}, new double[] {1}), "column 1");
        refuses(() -> Data.classes(new double[][] {{1}, {2}}, 0, -1), "row 1", "is -1", "from 0");
        refuses(() -> Data.classes(new double[][] {{1}}, -1), "row 0", "is -1", "from 0");
        refuses(() -> Data.classes(new double[][] {{1}, {2}}, 0, Integer.MAX_VALUE), "2147483647");
    }

    @Test
    void theKindOfTheTargetsDecidesWhatCanBeJoined() {
        Data binary = Data.of(new double[][] {{1}}, new double[] {1});
        Data wider = Data.of(new double[][] {{1, 2}}, new double[] {1});
        Data two = Data.classes(new double[][] {{1}}, 1);
        Data three = Data.classes(new double[][] {{1}}, 2);
        Data real = Data.regression(new double[][] {{1}}, new double[][] {{1}});
        refuses(() -> binary.concat(wider), "1 inputs", "2 inputs");
        refuses(() -> two.concat(three), "2 CLASSES", "3 CLASSES");
        refuses(() -> real.concat(binary), "REAL", "BINARY");
        Data joined = binary.concat(binary.scaled(2));
        assertThat(joined.flatInputs()).containsExactly(1, 2);
        assertThat(joined.name()).isEqualTo("own data and own data");
    }

    /** Twice the corruption of all labels of two classes is none, whichever way the two classes are written. */
    @Test
    void twoClassesFlipToEachOther() {
        Data binary = Data.randomLabels(40, 2).seed(3);
        assertThat(binary.corrupted(1, 5).corrupted(1, 6).flatTargets()).containsExactly(binary.flatTargets());
        int[] numbers = new int[40];
        Arrays.setAll(numbers, i -> binary.label(i) > 0 ? 1 : 0);
        Data oneHot = Data.classes(binary.inputs(), numbers);
        assertThat(oneHot.corrupted(1, 5).corrupted(1, 6).flatTargets()).containsExactly(oneHot.flatTargets());
        assertThat(oneHot.classCount()).isEqualTo(2);
        assertThat(oneHot.withLabelNoise(0.25, 5).flatTargets())
                .containsExactly(oneHot.corrupted(0.25, 5).flatTargets());
    }

    /** The means of centred inputs vanish in units of the inputs, and centring does not know the unit. */
    @Test
    void centringKnowsNoUnit() {
        double[][] x = {{1, -4}, {2, 7}, {6, 0}};
        for (double scale : new double[] {1e-150, 1, 1e150}) {
            double[] centred =
                    Data.of(x, new double[] {1, 1, -1}).scaled(scale).centered().flatInputs();
            double[] expected = {-2, -5, -1, 6, 3, -1};
            for (int i = 0; i < 6; i++) {
                assertThat(centred[i] / scale).isCloseTo(expected[i], within(1e-14));
            }
        }
    }

    @Test
    void rangesAndSubsetsNameTheRowsThatAreNotThere() {
        Data data = Data.randomLabels(4, 1);
        refuses(() -> data.range(2, 5), "0 to 3, got 4");
        refuses(() -> data.range(-1, 2), "0 to 3, got -1");
        refuses(() -> data.range(3, 1), "at least one sample");
        refuses(() -> data.subset(), "at least one sample");
        refuses(() -> data.input(4), "0 to 3, got 4");
        assertThat(data.range(0, 4).flatInputs()).containsExactly(data.flatInputs());
    }

    /** Of arrays the labels are what counts classes; signs of zero do not make two classes of one. */
    @Test
    void zerosOfBothSignsAreOneClass() {
        NpyArray x = NpyArray.of(new double[6][2]);
        Data data = Data.of(x, NpyArray.of(0.0, -0.0, 1, 2, 2, 1));
        assertThat(data.targets()).isEqualTo(Targets.CLASSES);
        assertThat(data.outputs()).isEqualTo(3);
        assertThat(data.label(1)).isZero();
        assertThat(Data.of(x, NpyArray.of(1, 1, 1, 1, 1, 1)).targets()).isEqualTo(Targets.REAL);
        assertThat(Data.of(x, NpyArray.of(0, 1, 3, 1, 1, 1)).targets()).isEqualTo(Targets.REAL);
        assertThat(Data.of(x, NpyArray.of(-1, 0, 1, 1, 1, 1)).targets()).isEqualTo(Targets.REAL);
        refuses(() -> Data.of(x, NpyArray.of(1, 2)), "[6, 2]", "[2]", "each row needs one");
        refuses(() -> Data.of(NpyArray.of(new double[0][]), NpyArray.of()), "[0, 0]");
        refuses(() -> Data.of(NpyArray.of(new double[2][0]), NpyArray.of(1, 2)), "at least one dimension");
    }
}
