package org.ridgeless.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of n samples a share goes to training, rounded once, whatever the classes are. */
class SplitTest {
    /** Each input is the number of its sample. */
    private static Data counted(int... classes) {
        double[][] x = new double[classes.length][];
        Arrays.setAll(x, i -> new double[] {i});
        return Data.classes(x, classes);
    }

    private static double[] numbers(Data data) {
        return Arrays.stream(data.flatInputs()).sorted().toArray();
    }

    private static int size(Data data, int number) {
        int count = 0;
        for (int i = 0; i < data.samples(); i++) {
            count += data.label(i) == number ? 1 : 0;
        }
        return count;
    }

    /** Two and three samples of two classes: half a sample is owed when all is added up, and is rounded up as 1.5 is. */
    @Test
    void halfASampleIsRoundedUpOnce() {
        Data data = counted(0, 0, 1, 1, 1);
        assertThat(data.split(0.3, 1).train().samples()).isEqualTo(2);
        assertThat(data.split(0.1, 1).train().samples()).isEqualTo(1);
    }

    @Test
    void theShareIsExactForAllSizesOfClasses() {
        Random random = new Random(7);
        for (int trial = 0; trial < 300; trial++) {
            int[] classes = random.ints(2 + random.nextInt(40), 0, 1 + random.nextInt(6))
                    .toArray();
            double share = (1 + random.nextInt(19)) / 20.0;
            int wanted = (int) Math.round(share * classes.length);
            if (wanted == 0 || wanted == classes.length) {
                continue;
            }
            Data data = counted(classes);
            Split split = data.split(share, trial);
            assertThat(split.train().samples()).isEqualTo(wanted);
            assertThat(numbers(split.train().concat(split.test()))).containsExactly(numbers(data));
            for (int k = 0; k < data.outputs(); k++) {
                double due = share * size(data, k);
                assertThat((double) size(split.train(), k)).isBetween(Math.floor(due - 1e-9), Math.ceil(due + 1e-9));
            }
        }
    }

    @Test
    void realTargetsAreDividedAsOneClass() {
        double[][] x = new double[7][];
        Arrays.setAll(x, i -> new double[] {i});
        Split split = Data.regression(x, x).split(0.5, 3);
        assertThat(split.train().samples()).isEqualTo(4);
        assertThat(split.test().samples()).isEqualTo(3);
        for (Data part : new Data[] {split.train(), split.test()}) {
            assertThat(part.flatTargets()).containsExactly(part.flatInputs());
        }
    }

    @Test
    void aPartWithoutSamplesIsRefused() {
        Data data = counted(0, 1, 0);
        for (double share : new double[] {0.1, 0.9, 0, 1, -0.5, 2, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> data.split(share, 1))
                    .withMessageContaining("of 3 samples")
                    .withMessageContaining("got " + share);
        }
    }

    /** Every sample is as likely as any other of its class to be learned from: 400 draws, 4 standard errors of each count. */
    @Test
    void everySampleIsEquallyLikely() {
        Data data = counted(0, 0, 0, 0, 1, 1, 1, 1);
        int[] learned = new int[8];
        for (int seed = 0; seed < 400; seed++) {
            for (double number : data.split(0.5, seed).train().flatInputs()) {
                learned[(int) number]++;
            }
        }
        for (int count : learned) {
            assertThat(Math.abs(count - 200)).isLessThan(4 * 10);
        }
    }
}
