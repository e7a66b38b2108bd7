package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.measures.Law;

class EigenspaceOverlapTest {
    private final SampleCovariance law = SampleCovariance.of(Law.uniform(1, 3, 7), 0.05);

    @Test
    void bulkAndContourAgreeAndAllSharesSumToOne() {
        double[] edges = law.edges();
        assertThat(edges).hasSize(6);
        for (double t : new double[] {1, 3, 7}) {
            EigenspaceOverlap overlap = EigenspaceOverlap.of(law, t);
            double sum = 0;
            for (int b = 0; b < 3; b++) {
                double low = b == 0 ? edges[0] / 2 : (edges[2 * b - 1] + edges[2 * b]) / 2;
                double high = b == 2 ? edges[5] * 1.5 : (edges[2 * b + 1] + edges[2 * b + 2]) / 2;
                double share = overlap.inBulk(b);
                assertThat(overlap.between(low, high)).isEqualTo(share, within(1e-8));
                sum += share;
            }
            assertThat(sum).isEqualTo(1, within(1e-7));
        }
    }

    /** A spike has its closed form. */
    @Test
    void aSpikeHasTheOverlapOfBaikBenArousAndPeche() {
        double c = 0.25;
        SampleCovariance white = SampleCovariance.of(Law.point(1), c);
        double l = 2;
        double place = 1 + l + c * (1 + l) / l;
        double share = EigenspaceOverlap.of(white, 1 + l).between((2.25 + place) / 2, place + 2);
        assertThat(share).isEqualTo((1 - c / (l * l)) / (1 + c / l), within(1e-10));
    }

    @Test
    void estimatesOfOneBulkAreTheMeanAndTheZerosInterlace() {
        double[] sample = {0.4, 0.9, 1.3, 2.2};
        assertThat(PopulationEigenvalues.estimate(sample, 9, 4)[0]).isEqualTo(1.2, within(1e-13));
        double[] zeros = PopulationEigenvalues.zeros(sample, 9);
        for (int i = 0; i < 4; i++) {
            assertThat(zeros[i]).isBetween(i == 0 ? 0 : sample[i - 1], sample[i]);
            double companion = -(1 - 4.0 / 9) / zeros[i];
            for (double value : sample) {
                companion += 1 / (value - zeros[i]) / 9;
            }
            assertThat(companion).isEqualTo(0, within(1e-12));
        }
    }
}
