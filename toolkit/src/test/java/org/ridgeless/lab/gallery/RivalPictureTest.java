package org.ridgeless.lab.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.ridgeless.verdict.Check;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Estimate;
import org.ridgeless.verdict.Verdict;

class RivalPictureTest {
    private static final double[] AROUND_ONE = {0.98, 1.01, 1.02, 0.99, 1.0, 1.03, 0.97, 1.0};

    private static List<Rivalry> rivalries(Check... checks) {
        return Rivalry.of(Verdict.of("study", checks));
    }

    @Test
    void theObservationLiesInWhatTheTheoryAcceptsAndTheRivalElsewhere() {
        Rivalry two = rivalries(Claim.that("it is 1")
                        .observed(Estimate.mean(AROUND_ONE))
                        .predicts(1)
                        .rival("two", 2)
                        .within(0.1))
                .get(0);
        assertThat(two.sentence()).startsWith("The data exclude it").contains("standard errors");
        String svg = RivalPicture.svg(two);
        assertThat(svg).contains("aria-label=\"theory 1, observed 1, rival 2\"");
        double[] accepted = bar(svg, "accepted");
        double[] seen = bar(svg, "seen");
        double[] wrong = bar(svg, "wrong");
        assertThat(seen[0]).isGreaterThan(accepted[0]);
        assertThat(seen[1]).isLessThan(accepted[1]);
        assertThat(wrong[0]).isGreaterThan(accepted[1]);
    }

    @Test
    void whatHasNoEndReachesTheEdgeAndWhatIsExactSaysSo() {
        Rivalry none = rivalries(Claim.that("it is large")
                        .observed(50)
                        .rival("nothing", 1)
                        .atLeast(10))
                .get(0);
        String svg = RivalPicture.svg(none);
        assertThat(svg).contains("≥ 10").doesNotContain("NaN", "Infinity");
        assertThat(bar(svg, "accepted")[1]).isEqualTo(400);
        assertThat(none.sentence()).contains("exactly");
    }

    @Test
    void ofSeveralChecksTheOneThatSpeaksMostClearlyIsShown() {
        Check blunt =
                Claim.that("blunt").observed(1).predicts(1).rival("1.5", 1.5).within(0.6);
        Check sharp =
                Claim.that("sharp").observed(1).predicts(1).rival("1.5", 1.5).within(0.1);
        assertThat(rivalries(blunt, sharp)).singleElement().satisfies(rivalry -> {
            assertThat(rivalry.claim()).isEqualTo("sharp");
            assertThat(rivalry.excluded()).isTrue();
        });
        assertThat(rivalries(blunt).get(0).sentence()).isEqualTo("These data do not exclude it.");
    }

    private static double[] bar(String svg, String kind) {
        Matcher bar = Pattern.compile("<rect class=\"" + kind + "\" x=\"([\\d.]+)\" width=\"([\\d.]+)\"")
                .matcher(svg);
        assertThat(bar.find()).as(kind).isTrue();
        double from = Double.parseDouble(bar.group(1));
        return new double[] {from, from + Double.parseDouble(bar.group(2))};
    }
}
