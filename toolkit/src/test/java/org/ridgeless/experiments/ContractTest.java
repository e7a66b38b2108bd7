package org.ridgeless.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.ridgeless.study.Card;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Gallery;
import org.ridgeless.study.Option;
import org.ridgeless.study.Result;
import org.ridgeless.study.Size;
import org.ridgeless.sweeps.cells.Elsewhere;
import org.ridgeless.verdict.Judgement;
import org.ridgeless.verdict.Outcome;

/** What every experiment must do. */
class ContractTest {
    /**
     * At tiny size on one thread, and on seven in an experiment that was made again as another machine would: every path is walked
     * once, and the bits are the same.
     */
    @TestFactory
    Stream<DynamicTest> everyExperimentIsTheSameOnOneThreadAndOnSevenElsewhere() {
        return each(experiment -> {
            Experiment<?> tiny = experiment.size(Size.TINY).seed(11);
            Result one = tiny.threads(1).run();
            Result seven = tiny.on(new Elsewhere(7)).run();
            assertThat(one.isPartial()).as(one.toString()).isFalse();
            assertThat(one.verdict().checks()).isNotEmpty();
            assertThat(one.verdict().rivals()).as("rivals").isNotEmpty();
            assertThat(one.verdict().outcome()).as(one.toString()).isNotEqualTo(Outcome.FAIL);
            assertThat(one.table().rows()).isPositive();
            assertThat(one.plot().png()).isNotEmpty();
            assertThat(seven.table().csv()).isEqualTo(one.table().csv());
            assertThat(observations(seven)).isEqualTo(observations(one));
        });
    }

    @TestFactory
    Stream<DynamicTest> everyExperimentThatIsInterruptedAtOnceIsPartial() {
        return each(experiment -> {
            Thread.currentThread().interrupt();
            Result result = experiment.size(Size.TINY).run();
            assertThat(Thread.interrupted()).isFalse();
            assertThat(result.isPartial()).isTrue();
            assertThat(result.verdict().outcome()).as(result.toString()).isEqualTo(Outcome.INCONCLUSIVE);
            assertThat(result.plot().png()).isNotEmpty();
        });
    }

    @TestFactory
    Stream<DynamicTest> everyExperimentStatesItsClaimItsFormulaItsSourceAndItsOptions() {
        return each(experiment -> {
            Card card = experiment.card();
            assertThat(card.entry()).matches("[SBR]\\d\\d|HF-\\d\\d|book/.+");
            assertThat(card.claim()).endsWith(".");
            assertThat(card.cost()).contains(" / ");
            assertThat(experiment.explain().toString()).contains("$$");
            assertThat(experiment.cite().toString()).contains("@", "author", "year");
            assertThat(experiment.getClass().getMethod("study")).isNotNull();
            for (Option<?> option : experiment.options()) {
                assertThat(Stream.of(experiment.getClass().getDeclaredMethods()).map(Method::getName))
                        .as("the verbs of " + card.name())
                        .contains(camelCase(option.name()));
                assertThat(option.describe())
                        .as(option.name())
                        .doesNotContain(": ,")
                        .doesNotEndWith(": ");
            }
        });
    }

    @Test
    void namesFindTheirExperiment() {
        List<Card> cards =
                Gallery.all().experiments().stream().map(Experiment::card).toList();
        assertThat(cards).extracting(Card::name).doesNotHaveDuplicates();
        assertThat(Gallery.all().find("condition-number").card().entry()).isEqualTo("B01");
        assertThat(Gallery.all().select("b03")).hasSize(2);
        assertThat(Gallery.all().table().rows()).isEqualTo(cards.size());
    }

    private interface Demand {
        void on(Experiment<?> experiment) throws Exception;
    }

    private static Stream<DynamicTest> each(Demand demand) {
        return Gallery.all().experiments().stream()
                .map(experiment -> DynamicTest.dynamicTest(experiment.card().name(), () -> demand.on(experiment)));
    }

    private static List<Double> observations(Result result) {
        return result.verdict().judgements().stream()
                .map(Judgement::observed)
                .map(estimate -> estimate.value())
                .toList();
    }

    private static String camelCase(String option) {
        StringBuilder name = new StringBuilder();
        boolean capital = false;
        for (char letter : option.toCharArray()) {
            if (letter == '-') {
                capital = true;
            } else {
                name.append(capital ? Character.toUpperCase(letter) : letter);
                capital = false;
            }
        }
        return name.toString();
    }
}
