package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ludovic.netlib.lapack.LAPACK;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.netlib.lapack.Dlamch;

class SingularValuesTest {
    private static final int SIZE = Provider.SMALLEST - 1;
    private static final int MATRICES = 400;

    /** The translation to Java keeps some state in static fields: no matrix may see what another left there. */
    @Test
    void neitherEarlierNorSimultaneousMatricesChangeABit() {
        List<double[]> forward = IntStream.range(0, MATRICES)
                .mapToObj(SingularValuesTest::values)
                .toList();
        List<double[]> together = IntStream.range(0, MATRICES)
                .parallel()
                .mapToObj(SingularValuesTest::values)
                .toList();
        for (int i = MATRICES - 1; i >= 0; i--) {
            assertThat(values(i)).as("matrix %d, in reverse", i).isEqualTo(forward.get(i));
            assertThat(together.get(i)).as("matrix %d, in parallel", i).isEqualTo(forward.get(i));
        }
    }

    /** Two threads that computed them at once would read them unfinished, and LAPACK would end the process. */
    @Test
    void theConstantsOfTheMachineAreThereBeforeAnyThreadNeedsThem() {
        LAPACK java = Provider.lapack(1);
        assertThat(Dlamch.first).isFalse();
        assertThat(java.dlamch("E")).isEqualTo(Math.ulp(1.0) / 2);
    }

    /** LAPACK would end the process. */
    @Test
    void whatIsNotANumberIsRefused() {
        assertThatThrownBy(() -> SingularValues.ofBidiagonal(new double[] {1, Double.NaN}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NaN");
    }

    private static double[] values(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] diagonal = random.doubles(SIZE, 1e-3, 3).toArray();
        return SingularValues.ofBidiagonal(
                diagonal, random.doubles(SIZE - 1, 1e-3, 3).toArray());
    }
}
