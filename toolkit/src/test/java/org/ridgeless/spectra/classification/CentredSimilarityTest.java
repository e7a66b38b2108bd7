package org.ridgeless.spectra.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.ridgeless.spectra.measures.Gauss;

class CentredSimilarityTest {
    /** As θ → 0 unlabelled samples have no part: the classifier of the labelled means, with error Q(d/2/√(1 + 4p/(n d²))). */
    @Test
    void withLittleWeightOnUnlabelledSamplesItIsTheClassifierOfTheMeans() {
        double d = 2;
        int p = 50;
        int labelled = 100;
        double supervised = Gauss.tail(d / 2 / Math.sqrt(1 + 4.0 * p / labelled / (d * d)));
        assertThat(CentredSimilarity.of(d, p, labelled, 10_000_000).error(1e-9)).isEqualTo(supervised, within(1e-6));
        assertThat(CentredSimilarity.of(d, p, labelled, 400).best()).isLessThan(supervised);
    }

    @Test
    void moreSamplesOfEitherKindAreBetter() {
        double error = CentredSimilarity.of(2, 100, 50, 200).best();
        assertThat(CentredSimilarity.of(2, 100, 100, 200).best()).isLessThan(error);
        assertThat(CentredSimilarity.of(2, 100, 50, 400).best())
                .isLessThan(error)
                .isGreaterThan(Gauss.tail(1));
    }

    @Test
    void whatHasNoErrorIsNamed() {
        assertThatThrownBy(() -> CentredSimilarity.of(-1, 1, 1, 1)).hasMessageContaining("-1.0");
    }
}
