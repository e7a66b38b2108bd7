package org.ridgeless.spectra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What is special about the law of docs/how-to/law.md; SpectralLawTest holds it to what every law has to do. */
class KestenMcKayTest {
    // code: tests
    @Test
    void fourFreeSignsAddUpToIt() {
        SpectralLaw pair = KestenMcKay.ofDegree(2); // two of them: the arcsine law
        SpectralLaw sum = pair.plus(pair);
        KestenMcKay closed = KestenMcKay.ofDegree(4);
        for (double x : new double[] {-3, -1, 0.2, 2.5, 3.3}) {
            assertThat(sum.density(x)).isCloseTo(closed.density(x), within(1e-9));
        }
    }

    @Test
    void itsMomentsCountClosedWalksOnTheTree() {
        for (int d : new int[] {2, 3, 5}) {
            KestenMcKay law = KestenMcKay.ofDegree(d);
            // From a root: out and back; out, back, out, back, or two steps out and back.
            assertThat(law.moment(2)).isCloseTo(d, within(1e-10 * d));
            assertThat(law.moment(4)).isCloseTo(d * (2.0 * d - 1), within(1e-10 * d * d));
        }
    }
    // end

    @Test
    void aDegreeIsAtLeastTwo() {
        assertThatThrownBy(() -> KestenMcKay.ofDegree(1)).hasMessage("the graph has a degree of at least 2, got 1");
    }
}
