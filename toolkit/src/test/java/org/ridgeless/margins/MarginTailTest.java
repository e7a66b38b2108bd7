package org.ridgeless.margins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.data.Data;

class MarginTailTest {
    private static final Data TWO = Data.classes(new double[][] {{0}, {1}}, 0, 1);

    @Test
    void tailIsTheMeanOfExponentialMargins() {
        MarginTail tail = MarginTail.of(new double[] {2, 0, 0, 3}, TWO);
        assertThat(tail.value()).isCloseTo((Math.exp(-2) + Math.exp(-3)) / 2, within(1e-15));
    }

    @Test
    void whereAllPointsAreCorrectTheErrorIsTheMissingConfidenceForAnyBinning() {
        MarginTail tail = MarginTail.of(new double[] {2, 0, 0, 3}, TWO);
        double missing = (1 / (1 + Math.exp(2)) + 1 / (1 + Math.exp(3))) / 2;
        assertThat(tail.missingConfidence()).isCloseTo(missing, within(1e-15));
        assertThat(tail.calibrationError(1)).isCloseTo(missing, within(1e-15));
        assertThat(tail.calibrationError(15)).isCloseTo(missing, within(1e-15));
    }

    @Test
    void aConfidentMistakeIsAFullCalibrationError() {
        assertThat(MarginTail.of(new double[] {-50, 50, 50, -50}, TWO).calibrationError(10))
                .isCloseTo(1, within(1e-12));
    }

    @Test
    void binaryTargetsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarginTail.of(new double[] {1}, Data.of(new double[][] {{1}}, new double[] {1})))
                .withMessageContaining("classes");
    }
}
