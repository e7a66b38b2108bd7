package org.ridgeless.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.ridgeless.oldverdict.Outcome;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Chart;

class ExperimentTest {
    @Test
    void aStudyRunsAtTeachingSizeAndShowsFigureAndVerdict() {
        Result result = MeanOfUniform.study().run();
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.PASS);
        assertThat(result.table().rows()).isEqualTo(4000);
        assertThat(result.settings().toString()).contains("seed = 1", "size = teaching", "draws = 4000");
        assertThat(result.mime().data()).containsOnlyKeys("text/plain", "text/html");
        assertThat(result.parts()).hasSize(2).hasOnlyElementsOfTypes(Chart.class, Verdict.class);
        assertThat(result.mime().data().get("text/html").toString()).contains("<img", "PASS", "E U = ½");
        assertThat(result.seconds()).isPositive();
    }

    @Test
    void sizesAndOptionsAreIndependentOfTheirOrder() {
        assertThat(MeanOfUniform.study().paper().seed(3).toString())
                .isEqualTo(MeanOfUniform.study().seed(3).paper().toString())
                .contains("size = paper", "draws = 40000", "seed = 3");
        assertThat(MeanOfUniform.study().draws(7).seed(2).toString()).contains("size = custom", "draws = 7");
    }

    @Test
    void tooFewDrawsAreInconclusive() {
        assertThat(MeanOfUniform.study().size(Size.TINY).run().verdict().outcome())
                .isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void resultsAreTheSameForAnyNumberOfThreadsAndDifferWithTheSeed() {
        double[] one = MeanOfUniform.study().threads(1).run().table().numbers("u");
        assertThat(MeanOfUniform.study().threads(7).run().table().numbers("u")).containsExactly(one);
        assertThat(MeanOfUniform.study().seed(2).run().table().numbers("u")).isNotEqualTo(one);
    }

    @Test
    void anInterruptedRunIsPartialAndCannotPass() {
        Thread.currentThread().interrupt();
        Result result = MeanOfUniform.study().draws(3_000_000).run();
        assertThat(Thread.interrupted()).isFalse();
        assertThat(result.isPartial()).isTrue();
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.toString()).contains("interrupted, partial result");
    }

    @Test
    void anExperimentExplainsAndCitesItself() {
        assertThat(MeanOfUniform.study().explain().toString())
                .contains("### The mean of uniform numbers", "$$E U = \\tfrac12$$", "* independence", "Part IV");
        assertThat(MeanOfUniform.study().cite().toString())
                .startsWith("@article{bernoulli1713ars")
                .contains("author = {Jakob Bernoulli}", "year = {1713}");
        assertThat(MeanOfUniform.study().run().explain().mime().data()).containsKey("text/markdown");
    }

    @Test
    void wrongOptionsAreRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> MeanOfUniform.study().draws(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> MeanOfUniform.study().threads(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> Size.of("huge")).hasMessageContaining("tiny, teaching, paper");
        assertThatThrownBy(() -> Card.named("Not Kebab")).hasMessageContaining("Not Kebab");
    }
}
