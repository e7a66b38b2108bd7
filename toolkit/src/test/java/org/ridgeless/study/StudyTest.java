package org.ridgeless.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.verdict.Outcome;

/** A study of one's own, as a person writes it in a cell. */
class StudyTest {
    /** The largest of n uniform numbers has mean n/(n + 1). */
    private static Study largest() {
        return Study.named("largest of n uniform numbers")
                .claim("The largest of n uniform numbers has mean n/(n + 1)")
                .cells(Grid.of(1, 2, 4, 8), 2000, (n, seeds) -> {
                    UniformRandomProvider random = seeds.stream();
                    return random.doubles((int) n).max().orElseThrow();
                })
                .predicts(n -> n / (n + 1))
                .rival("1 − 1/(2n)", n -> 1 - 1 / (2 * n))
                .within(0.04);
    }

    @Test
    void itHasAFigureATableAndAVerdict() {
        Result result = largest().run();
        assertThat(result.verdict().outcome()).as(result.toString()).isEqualTo(Outcome.PASS);
        assertThat(result.table().rows()).isEqualTo(4);
        assertThat(result.plot().png()).isNotEmpty();
        assertThat(result.card().name()).isEqualTo("largest-of-n-uniform-numbers");
    }

    @Test
    void aWrongTheoryFails() {
        Study wrong = largest().predicts(n -> 1 - 1 / (2 * n)).rival("true", n -> n / (n + 1));
        assertThatThrownBy(wrong::run).hasMessageContaining("\"1 − 1/(2n)\" does not");
        assertThat(largest().predicts(n -> n / (n + 1) + 0.1).run().verdict().outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void withoutARivalNothingPasses() {
        Result result = Study.named("constant")
                .claim("uniform numbers have mean ½")
                .cells(Grid.of(1), 2000, (n, seeds) -> seeds.stream().nextDouble())
                .predicts(0.5)
                .within(0.05)
                .run();
        assertThat(result.verdict().outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(result.verdict().reason()).contains("no rival is named");
    }

    @Test
    void whatIsMissingIsNamedBeforeAnythingRuns() {
        assertThatThrownBy(() -> Study.named("s").run()).hasMessageContaining("a study needs a claim");
        assertThatThrownBy(() -> Study.named("s").claim("c").run()).hasMessageContaining("needs an observation");
        Study measured = Study.named("s").claim("c").cells(Grid.of(1), 2, (n, seeds) -> {
            throw new AssertionError("ran");
        });
        assertThatThrownBy(measured::run).hasMessageContaining("needs a prediction");
        assertThatThrownBy(measured.predicts(1)::run).hasMessageContaining("needs a tolerance");
        assertThatThrownBy(measured.predicts(1).within(1).rival("same", 1)::run)
                .hasMessageContaining("\"same\" does not");
    }

    @Test
    void itJoinsAGallery() {
        assertThat(Gallery.all()
                        .with(largest())
                        .find("largest-of-n-uniform-numbers")
                        .run()
                        .verdict()
                        .passed())
                .isTrue();
        assertThatThrownBy(() -> Gallery.all().with(largest(), largest())).hasMessageContaining("already");
    }
}
