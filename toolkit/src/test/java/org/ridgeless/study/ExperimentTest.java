package org.ridgeless.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.ridgeless.plots.Chart;
import org.ridgeless.sweeps.Threads;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Outcome;
import org.ridgeless.verdict.Verdict;

class ExperimentTest {
    @Test
    void aStudyRunsAtTeachingSizeAndShowsFigureAndVerdict() {
        Result result = MeanOfUniform.study().run();
        assertThat(result.verdict().outcome()).as(result.toString()).isEqualTo(Outcome.PASS);
        assertThat(result.table().rows()).isEqualTo(4000);
        assertThat(result.settings().toString()).contains("seed = 1", "size = teaching", "draws = 4000");
        assertThat(result.mime().data()).containsOnlyKeys("text/plain", "text/html");
        assertThat(result.parts()).hasSize(2).hasOnlyElementsOfTypes(Chart.class, Verdict.class);
        assertThat(result.mime().data().get("text/html").toString()).contains("<img", "PASS", "E U = ½", "⅓");
        assertThat(result.seconds()).isPositive();
    }

    @Test
    void sizesAndOptionsAreIndependentOfTheirOrder() {
        assertThat(MeanOfUniform.study().paper().seed(3).toString())
                .isEqualTo(MeanOfUniform.study().seed(3).paper().toString())
                .contains("size = paper", "draws = 40000", "seed = 3");
        assertThat(MeanOfUniform.study().draws(7).seed(2).toString()).contains("draws = 7");
        assertThat(MeanOfUniform.study().set("draws", "8").toString()).contains("draws = 8");
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
        assertThat(result.toString()).contains("INCONCLUSIVE (interrupted)");
    }

    @Test
    void aCellThatThrowsLeavesTheOthersAndIsNamed() {
        Result result = MeanOfUniform.study().set("broken", "true").run();
        assertThat(result.table().rows()).isEqualTo(3999);
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.verdict().reason()).isEqualTo("1 of 4000 missing: the third draw is missing");
        assertThat(result.table().toString())
                .contains("(1 of 4000 missing: the third draw is missing, partial result)")
                .doesNotContain("interrupted");
    }

    @Test
    void anExperimentExplainsAndCitesItself() {
        assertThat(MeanOfUniform.study().explain().toString())
                .contains("The mean of uniform numbers", "E U = \\tfrac12", "* independence");
        assertThat(MeanOfUniform.study().run().explain().mime().data()).containsKey("text/markdown");
    }

    @Test
    void wrongOptionsAreRefusedBeforeAnyWork() {
        assertThatThrownBy(() -> MeanOfUniform.study().draws(0)).hasMessage("draws must be at least 1, got 0");
        assertThatThrownBy(() -> MeanOfUniform.study().threads(0)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> MeanOfUniform.study().set("draws", "many"))
                .hasMessage("draws must be a number, got many");
        assertThatThrownBy(() -> MeanOfUniform.study().set("width", "3"))
                .hasMessage("no option \"width\"; there are draws, broken");
        assertThatThrownBy(() -> Size.of("huge")).hasMessageContaining("tiny, teaching, paper");
    }

    @Test
    void optionsKnowTheirRange() {
        Option<Double> rate =
                Option.number("rate").help("step of descent").above(0).atMost(1).always(0.1);
        assertThat(rate.describe()).isEqualTo("rate: step of descent, above 0 and at most 1");
        assertThatThrownBy(() -> rate.parse("0")).hasMessage("rate must be above 0 and at most 1, got 0");
        assertThatThrownBy(() -> rate.parse("NaN")).hasMessageContaining("got –");
        assertThatThrownBy(() -> Option.choice("loss", "square", "hinge").parse("log"))
                .hasMessageContaining("[square, hinge]");
        assertThat(Option.grid("d").atLeast(1).parse("1, 2,4").toString()).contains("1.0, 2.0, 4.0");
    }

    @Test
    void optionsSayWhatTheyTake() {
        Option<Double> free = Option.number("rate").always(0.1);
        assertThatThrownBy(() -> free.parse("Infinity")).hasMessage("rate must be a finite number, got ∞");
        assertThatThrownBy(() -> free.parse("NaN")).hasMessage("rate must be a finite number, got – (not a number)");
        assertThatThrownBy(() -> Option.count("width").always(3).parse("2.5"))
                .hasMessageStartingWith("width must be a whole number")
                .hasMessageEndingWith("got 2.5");
        assertThatThrownBy(() -> Option.flag("twice").parse("maybe"))
                .hasMessage("twice must be true or false, got maybe");
        assertThatThrownBy(() -> Option.grid("d").parse("1,NaN")).hasMessageContaining("NaN");
    }

    @Test
    void anOptionTellsWhichAssumptionAValueWouldBreak() {
        Option<Integer> steps = Option.count("steps")
                .atLeast(10)
                .because("nothing settles before")
                .always(20);
        assertThatThrownBy(() -> steps.parse("3"))
                .hasMessage("steps must be at least 10, got 3: nothing settles before");
        assertThat(steps.parse("10")).isEqualTo(10);
    }

    @Test
    void anOptionMayTakeEvenNumbersAlone() {
        Option<Integer> vertices = Option.count("vertices").atLeast(4).even().always(6);
        assertThatThrownBy(() -> vertices.parse("7")).hasMessage("vertices must be even and at least 4, got 7");
        assertThatThrownBy(() -> vertices.parse("2")).hasMessage("vertices must be even and at least 4, got 2");
        assertThat(vertices.parse("8")).isEqualTo(8);
    }

    @Test
    void aRangeHoldsForTheValuesBeforeItToo() {
        assertThatThrownBy(() -> Option.count("n").always(5).atLeast(10)).hasMessage("n must be at least 10, got 5");
        assertThatThrownBy(() -> Option.number("n").below(Double.NaN)).hasMessageContaining("not a number");
    }

    /** Two options of one name. */
    private static final class Twice extends Experiment<Twice> {
        static final Option<Integer> FIRST = Option.count("n").always(1);
        static final Option<Integer> SECOND = Option.count("n").always(2);

        @Override
        public Card card() {
            return Card.named("twice").title("Twice").claim("Twice.");
        }

        @Override
        protected void run(Lab lab) {
            lab.check(Claim.that("one").observed(1).predicts(1).within(1));
        }
    }

    @Test
    void anOptionIsDeclaredOnce() {
        assertThatThrownBy(() -> new Twice().run()).hasMessageContaining("Twice declares the option \"n\" twice");
    }

    /** What several experiments have in common. */
    private abstract static class Family<S extends Family<S>> extends Experiment<S> {
        static final Option<Integer> WIDTH = Option.count("width").help("units").always(3);

        S width(int units) {
            return with(WIDTH, units);
        }
    }

    private static final class Child extends Family<Child> {
        static final Option<Integer> DEPTH =
                Option.count("depth").help("layers").always(2);

        @Override
        public Card card() {
            return Card.named("child").title("Child").claim("Child.");
        }

        @Override
        protected void run(Lab lab) {
            lab.check(Claim.that("units")
                    .observed(get(WIDTH) * get(DEPTH))
                    .rival("none", 0)
                    .atLeast(1));
        }
    }

    @Test
    void optionsOfASuperclassAreOptionsOfTheExperiment() {
        assertThat(new Child().options()).extracting(Option::name).containsExactly("width", "depth");
        Result result = new Child().set("width", "5").run();
        assertThat(result.settings().toString()).contains("width = 5", "depth = 2");
        assertThat(result.verdict().judgements().get(0).observed().value()).isEqualTo(10);
        assertThat(new Child().width(7).toString()).contains("width = 7");
    }

    @Test
    void aLaboratoryRefusesWhatCannotBeNamedOrStored() {
        assertThatThrownBy(() -> lab().each("g", List.of(new Object()), (item, trial) -> 1))
                .hasMessageContaining("need texts that say what they are");
        assertThatThrownBy(() -> lab().each("g", List.of(1, 1), (item, trial) -> 1))
                .hasMessageContaining("same text 1");
        Lab lab = lab();
        lab.each("g", new int[] {1}, (item, trial) -> 1);
        assertThatThrownBy(() -> lab.each("g", new int[] {2}, (item, trial) -> 1))
                .hasMessageContaining("\"g\" already");
        assertThat(lab().each("g", new int[] {1}, (item, trial) -> new Object()).problem())
                .contains("a cell brings numbers, texts, arrays and records of these");
    }

    @Test
    void afterAnErrorNothingElseRuns() {
        for (RuntimeException stop : List.of(new IllegalStateException("no chart"), new CancellationException())) {
            Lab lab = lab();
            AtomicInteger ran = new AtomicInteger();
            lab.conduct(() -> {
                assertThat(lab.each("first", new int[] {1}, (item, trial) -> 1).isComplete())
                        .isTrue();
                lab.each("second", new int[] {1}, (item, trial) -> ran.incrementAndGet());
                throw stop;
            });
            assertThat(lab.verdict().isPartial()).isTrue();
            assertThat(lab.verdict().reason()).containsAnyOf("stopped with an error: no chart", "interrupted");
            assertThat(ran).hasValue(0);
        }
    }

    private static Lab lab() {
        return new Lab(
                Card.named("x").title("X").claim("X."),
                org.ridgeless.random.Seeds.of(1),
                Recipe.local("x", Map.of(), 1),
                Threads.of(2));
    }
}
