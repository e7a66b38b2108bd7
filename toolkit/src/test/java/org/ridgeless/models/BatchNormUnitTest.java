package org.ridgeless.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

class BatchNormUnitTest {
    private static final double[][] X = inputs();
    private static final double[] Y = labels();
    private static final double[] W = {0.4, -0.2, 0.1, 0.7};

    @Test
    void gradientIsTheDerivativeOfTheLoss() {
        double[] gradient = BatchNormUnit.on(X, Y, W).gradientOn(0, 3, 5, 9);
        for (int j = 0; j < 4; j++) {
            double[] up = W.clone();
            double[] down = W.clone();
            up[j] += 1e-5;
            down[j] -= 1e-5;
            double difference = BatchNormUnit.on(X, Y, up).lossOn(0, 3, 5, 9)
                    - BatchNormUnit.on(X, Y, down).lossOn(0, 3, 5, 9);
            assertThat(gradient[j]).isCloseTo(difference / 2e-5, within(1e-9));
        }
    }

    @Test
    void gradientIsOrthogonalToTheWeights() {
        double[] gradient = BatchNormUnit.on(X, Y, W).gradientOn(1, 2, 3, 4, 5);
        double dot = 0;
        for (int j = 0; j < 4; j++) {
            dot += gradient[j] * W[j];
        }
        assertThat(dot).isCloseTo(0, within(1e-15));
    }

    @Test
    void rotationTendsToTheRootOfTwiceRateTimesDecay() {
        BatchNormUnit unit = BatchNormUnit.on(X, Y, W);
        unit.descend(5000, 0.2, 1e-2, 8, Seeds.of(1));
        double[] angle = unit.descend(20_000, 0.2, 1e-2, 8, Seeds.of(2)).angle();
        double squares = 0;
        for (double a : angle) {
            squares += a * a / angle.length;
        }
        assertThat(Math.sqrt(squares)).isCloseTo(Math.sqrt(2 * 0.2 * 1e-2), within(0.02 * 0.0632));
    }

    private static double[][] inputs() {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.of(7).stream());
        double[][] x = new double[60][4];
        for (double[] row : x) {
            for (int j = 0; j < 4; j++) {
                row[j] = normal.sample();
            }
        }
        return x;
    }

    private static double[] labels() {
        double[] y = new double[60];
        for (int i = 0; i < 60; i++) {
            y[i] = X[i][0] + 0.5 * X[i][1] + 0.8 * X[i][2] * X[i][3] > 0 ? 1 : -1;
        }
        return y;
    }
}
