package org.ridgeless.lab.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.ridgeless.study.Size;

class FrontFigureTest {
    private static List<FrontSetting> settings;

    @BeforeAll
    static void run() {
        settings = new FrontFigure().size(Size.TINY).settings().settings();
    }

    private static FrontSetting at(int n, int d) {
        return settings.stream()
                .filter(setting -> setting.n() == n && setting.d() == d)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theMedianPeaksAtTheSquare() {
        for (int n : new int[] {20, 40}) {
            assertThat(settings.stream().filter(setting -> setting.n() == n))
                    .hasSizeGreaterThan(15)
                    .allSatisfy(
                            setting -> assertThat(setting.quantiles()[1]).isLessThanOrEqualTo(at(n, n).quantiles()[1]));
        }
    }

    @Test
    void thereIsAVerdictExactlyWhereATheoremHolds() {
        assertThat(at(40, 40).outcome()).isNotEmpty();
        // Edelman's median over n at n = 100 is 3.595 and tends to 3.671: at 40 it lies a little lower.
        assertThat(at(40, 40).theory()).isBetween(3.4 * 40, 3.595 * 40);
        assertThat(at(40, 20).outcome()).isNotEmpty();
        assertThat(at(40, 38).theory()).isNull();
        assertThat(at(40, 38).outcome()).isEmpty();
    }

    @Test
    void bothDensitiesAreThoseOfTheSingularValuesThatAreNotZero() {
        double width = FrontSetting.RANGE / FrontSetting.BINS;
        assertThat(settings).allSatisfy(setting -> {
            assertThat(Arrays.stream(setting.density()).sum() * width).isCloseTo(1, within(0.02));
            assertThat(Arrays.stream(setting.law()).sum() * width / 2).isCloseTo(1, within(0.03));
        });
        // Where n = d the singular values have the density √(4 − s²)/π.
        double s = 10.5 * width / 2;
        assertThat(at(20, 20).law()[10]).isCloseTo(Math.sqrt(4 - s * s) / Math.PI, within(1e-4));
    }
}
