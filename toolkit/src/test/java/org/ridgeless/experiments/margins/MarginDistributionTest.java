package org.ridgeless.experiments.margins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ridgeless.experiments.Result;
import org.ridgeless.experiments.Size;
import org.ridgeless.oldverdict.Outcome;

class MarginDistributionTest {
    @Test
    @Tag("slow")
    void theoryHoldsAtTeachingSize() {
        Result result = MarginDistribution.study().seed(2).run();
        assertThat(result.verdict().checks())
                .allSatisfy(
                        check -> assertThat(check.outcome()).as(check.claim()).isEqualTo(Outcome.PASS));
        assertThat(result.verdict().checks()).hasSize(17);
    }

    @Test
    void resultsDoNotDependOnTheNumberOfThreads() {
        MarginDistribution tiny = MarginDistribution.study().size(Size.TINY).steps(1000);
        String one = tiny.threads(1).run().table().csv();
        assertThat(tiny.threads(3).run().table().csv()).isEqualTo(one);
        assertThat(tiny.seed(9).run().table().csv()).isNotEqualTo(one);
    }

    @Test
    void impossibleOptionsAreNamed() {
        assertThatThrownBy(() -> MarginDistribution.study().samples(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> MarginDistribution.study().depth(1)).hasMessageContaining("at least 2");
        assertThatThrownBy(() -> MarginDistribution.study().digits(3, 12)).hasMessageContaining("12");
    }
}
