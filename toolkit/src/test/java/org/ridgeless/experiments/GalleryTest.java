package org.ridgeless.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ridgeless.oldverdict.Check;
import org.ridgeless.oldverdict.Outcome;

/** What every experiment must do. */
class GalleryTest {
    @TestFactory
    Stream<DynamicTest> everyExperimentWalksItsPathsAtTinySize() {
        return each(experiment -> {
            Result result = experiment.size(Size.TINY).run();
            assertThat(result.verdict().checks()).isNotEmpty();
            assertThat(result.table().rows()).isPositive();
            assertThat(result.plot().png()).isNotEmpty();
        });
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicTest> everyExperimentPassesAtTeachingSizeFailsAWrongPredictionAndCannotTellFromNoise() {
        return each(experiment -> {
            Result result = experiment.run();
            assertThat(result.verdict().outcome())
                    .as(result.verdict().toString())
                    .isEqualTo(Outcome.PASS);
            for (Check check : result.verdict().checks()) {
                assertThat(check.withWrongPrediction(5).outcome())
                        .as(check.claim())
                        .isEqualTo(Outcome.FAIL);
                assertThat(check.withWrongPrediction(-5).outcome())
                        .as(check.claim())
                        .isEqualTo(Outcome.FAIL);
                if (check.standardError() > 0) {
                    double noise = 1e3 * (Math.abs(check.predicted()) + Math.abs(check.observed()) + check.tolerance());
                    assertThat(check.withStandardError(noise).outcome())
                            .as("too few samples for: " + check.claim())
                            .isEqualTo(Outcome.INCONCLUSIVE);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> everyExperimentIsTheSameOnOneAndOnSevenThreads() {
        return each(experiment -> {
            Experiment<?> tiny = experiment.size(Size.TINY).seed(11);
            Result one = tiny.threads(1).run();
            Result seven = tiny.threads(7).run();
            assertThat(seven.table().csv()).isEqualTo(one.table().csv());
            assertThat(observations(seven)).isEqualTo(observations(one));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyExperimentStatesItsClaimItsFormulaAndItsSource() {
        return each(experiment -> {
            Card card = experiment.card();
            assertThat(card.entry()).matches("[SBR]\\d\\d|HF-\\d\\d|book/.+");
            assertThat(card.title()).isNotBlank();
            assertThat(card.claim()).endsWith(".");
            assertThat(card.cost()).contains(" / ");
            assertThat(experiment.explain().toString()).contains("$$");
            assertThat(experiment.cite().toString()).contains("@", "author", "year");
        });
    }

    @Test
    void namesAndEntriesAreUniqueAndFindTheirExperiment() {
        List<Card> cards =
                Gallery.all().experiments().stream().map(Experiment::card).toList();
        assertThat(cards).extracting(Card::name).doesNotHaveDuplicates();
        for (Card card : cards) {
            assertThat(Gallery.find(card.name()).card()).isSameAs(card);
        }
        assertThat(Gallery.select("b03"))
                .extracting(experiment -> experiment.card().name())
                .containsExactly("margin-distribution", "margin-area");
        assertThat(Gallery.all().table().rows()).isEqualTo(cards.size());
        assertThatThrownBy(() -> Gallery.find("no-such-thing")).hasMessageContaining("\"no-such-thing\"; there are ");
    }

    private interface Demand {
        void on(Experiment<?> experiment);
    }

    private static Stream<DynamicTest> each(Demand demand) {
        return Gallery.all().experiments().stream()
                .map(experiment -> DynamicTest.dynamicTest(experiment.card().name(), () -> demand.on(experiment)));
    }

    private static List<Double> observations(Result result) {
        return result.verdict().checks().stream().map(Check::observed).toList();
    }
}
