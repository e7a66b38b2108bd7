package org.ridgeless.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;
import org.ridgeless.verdict.Outcome;

class RandomTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 200})
    void squaresOfChiDrawsFollowTheChiSquaredLaw(int degrees) {
        ChiSampler chi = ChiSampler.of(Seeds.of(3).child(degrees));
        double[] draws = new double[200_000];
        for (int i = 0; i < draws.length; i++) {
            double length = chi.sample(degrees);
            draws[i] = length * length;
        }
        var law = ChiSquaredDistribution.of(degrees);
        // A sound sampler is doubted once in twenty seeds, and fails once in a thousand.
        assertThat(Claim.that("χ²")
                        .observed(Estimate.distance(draws, law::cumulativeProbability))
                        .atMost(0.02)
                        .judge(0.99)
                        .outcome())
                .isNotEqualTo(Outcome.FAIL);
        assertThatThrownBy(() -> chi.sample(0)).hasMessageContaining("got 0");
    }

    @Test
    void seedsAreNamedAndNotDrawn() {
        Seeds root = Seeds.of(7);
        Seeds late = root.child("b");
        root.child("a").stream().nextLong();
        assertThat(root.child("b").value()).isEqualTo(late.value());
        assertThat(late.stream().nextLong()).isEqualTo(late.stream().nextLong());
        assertThat(Seeds.of(8).child("b").value()).isNotEqualTo(late.value());
    }

    @Test
    void neighbouringSeedsDoNotCollideAndBitsAreFair() {
        Set<Long> seen = new HashSet<>();
        long ones = 0;
        int count = 0;
        for (long seed = -50; seed < 50; seed++) {
            for (int child = -5; child < 100; child++) {
                long value = Seeds.of(seed).child(child).value();
                seen.add(value);
                ones += Long.bitCount(value);
                count++;
            }
            seen.add(Seeds.of(seed).child("ab").child("c").value());
            seen.add(Seeds.of(seed).child("a").child("bc").value());
        }
        assertThat(seen).hasSize(count + 200);
        // 64 fair bits a value: standard deviation 4 of the count, over the root of the number of values.
        assertThat((double) ones / count).isBetween(32 - 4 * 4 / Math.sqrt(count), 32 + 4 * 4 / Math.sqrt(count));
    }

    /** Lengths are roots of squares of one stream, and χ² of 10⁹ degrees is 10⁹ ± √(2·10⁹). */
    @Test
    void lengthsAreRootsOfSquares() {
        ChiSampler lengths = ChiSampler.of(Seeds.of(4));
        ChiSampler squares = ChiSampler.of(Seeds.of(4));
        for (int degrees : new int[] {1, 2, 7, 1_000_000_000}) {
            assertThat(lengths.sample(degrees)).isEqualTo(Math.sqrt(squares.sampleSquare(degrees)));
        }
        double deviation = Math.sqrt(2e9);
        double sum = 0;
        for (int i = 0; i < 400; i++) {
            double standard = (squares.sampleSquare(1_000_000_000) - 1e9) / deviation;
            sum += standard * standard / 400;
        }
        // The mean of 400 squares of normal numbers: 1 ± √(2/400).
        assertThat(sum).isBetween(1 - 4 * Math.sqrt(2 / 400.0), 1 + 4 * Math.sqrt(2 / 400.0));
        assertThatThrownBy(() -> squares.sampleSquare(-1)).hasMessageContaining("got -1");
    }
}
