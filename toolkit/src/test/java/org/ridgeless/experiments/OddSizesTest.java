package org.ridgeless.experiments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Gallery;
import org.ridgeless.study.Result;
import org.ridgeless.verdict.Estimate;
import org.ridgeless.verdict.Judgement;
import org.ridgeless.verdict.Outcome;

/** Options that once made true claims fail: now refused with the assumption they break, or judged without a false FAIL. */
class OddSizesTest {
    @Test
    void whatBreaksAnAssumptionIsRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> study("ridgeless-stability", "samples=20"))
                .hasMessageContaining("samples must be at least 40, got 20: with fewer the risk beside its peak");
        assertThatThrownBy(() -> study("calibration-curvature", "steps=50"))
                .hasMessageContaining("steps must be at least 100, got 50", "classified correctly");
        assertThatThrownBy(() -> study("normalizations", "steps=1000"))
                .hasMessageContaining("steps must be at least 25000, got 1000: with fewer the lengths have not settled");
    }

    /** With as many data as equations allow there need not be a minimum of loss zero; a fixed cut once took one for granted. */
    @Test
    void noMinimumOfLossZeroIsToldNotJudged() {
        Result result = study("degenerate-minima", "hidden=3", "inputs=2", "samples=8", "draws=2")
                .run();
        assertThat(result.verdict().outcome()).as(result.toString()).isNotEqualTo(Outcome.FAIL);
    }

    @Tag("slow")
    @Test
    void normsThatHaveNotComeToRestAreToldNotJudged() {
        Result result = study("square-loss-norms", "steps=500", "networks=4").run();
        assertThat(result.verdict().outcome()).as(result.toString()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(problems(result)).anyMatch(problem -> problem.contains("off the norm of rest; give them more steps"));
    }

    @Tag("slow")
    @Test
    void marginsThatHaveNotSettledAreToldNotJudged() {
        Result result = study("margin-distribution", "depth=3", "steps=8000").run();
        assertThat(result.verdict().outcome()).as(result.toString()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(problems(result)).anyMatch(problem -> problem.contains("the normalized margin has not settled"));
    }

    @Tag("slow")
    @TestFactory
    Stream<DynamicTest> unusualSizesDoNotRefuteWhatIsTrue() {
        return Stream.of(
                        List.of("sgd-noise", "step=0.05"),
                        List.of("sgd-noise", "step=0.001", "chains=40"),
                        List.of("hessian-spectra", "dimension=120"),
                        List.of("random-networks", "samples=100"),
                        List.of("sparse-clustering", "dimension=64"),
                        List.of("calibration-curvature", "steps=100"),
                        List.of("normalizations", "steps=25000", "units=2"),
                        List.of("ridgeless-stability", "samples=40"))
                .map(words -> DynamicTest.dynamicTest(words.toString(), () -> {
                    Result result = study(
                                    words.get(0), words.subList(1, words.size()).toArray(String[]::new))
                            .run();
                    assertThat(result.verdict().outcome()).as(result.toString()).isNotEqualTo(Outcome.FAIL);
                }));
    }

    private static List<String> problems(Result result) {
        return result.verdict().judgements().stream()
                .map(Judgement::observed)
                .map(Estimate::problem)
                .toList();
    }

    private static Experiment<?> study(String name, String... options) {
        Experiment<?> experiment = Gallery.all().find(name);
        for (String option : options) {
            String[] words = option.split("=");
            experiment = experiment.set(words[0], words[1]);
        }
        return experiment;
    }
}
