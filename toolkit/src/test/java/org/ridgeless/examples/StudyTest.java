package org.ridgeless.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.experiments.ConditionNumber;
import org.ridgeless.lab.docs.Shown;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.study.Bibliography;
import org.ridgeless.study.Card;
import org.ridgeless.study.Gallery;
import org.ridgeless.study.Paper;
import org.ridgeless.study.Result;
import org.ridgeless.study.Study;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.verdict.Outcome;

class StudyTest {
    @Test
    void experiment() {
        // @start region="experiment"
        Result result = ConditionNumber.study().samples(100).seed(7).run();
        Outcome outcome = result.verdict().outcome(); // PASS
        List<String> columns = result.table().columns(); // and result.plot(), result.explain(), result.cite()
        // @end
        Shown.in("experiment", outcome);
        assertThat(columns).isNotEmpty();
    }

    @Test
    void study() {
        // @start region="study"
        Result result = Study.named("largest-singular-value")
                .claim("the largest singular value of an n × n Gaussian matrix is near 2√n")
                .cells(
                        Grid.of(50, 100),
                        20,
                        (n, seeds) ->
                                GaussianMatrix.of((int) n, (int) n).draw(seeds).singularValues()[0])
                .predicts(n -> 2 * Math.sqrt(n))
                .withinRelative(0.05)
                .rival("√n", n -> Math.sqrt(n))
                .run();
        Outcome outcome = result.verdict().outcome(); // PASS
        // @end
        Shown.in("study", outcome);
    }

    @Test
    void gallery() {
        // @start region="gallery"
        Gallery gallery = Gallery.all(); // in a notebook the cell shows a table of all experiments
        boolean found = gallery.find("wide-minima").card().claim().contains("minima"); // true
        Gallery more = gallery.with(Study.named("my-question")); // with a study of one's own
        // @end
        Shown.in("gallery", found);
        assertThat(more.experiments()).hasSize(gallery.experiments().size() + 1);
    }

    @Test
    void bibliography() {
        // @start region="bibliography"
        Paper paper = Bibliography.ofToolkit().paper("edelman1988eigenvalues").at("Theorem 6.1");
        int year = paper.year(); // 1988
        // @end
        Shown.in("bibliography", year);
    }

    @Test
    void paper() {
        // @start region="paper"
        Paper paper = Paper.by("Alan Edelman", "Eric Kostlan")
                .titled("How many zeros of a random polynomial are real?")
                .in(1995)
                .journal("Bulletin of the American Mathematical Society")
                .volume("32")
                .number("1")
                .pages("1–37")
                .doi("10.1090/S0273-0979-1995-00571-9")
                .at("Theorem 6.1");
        String key = paper.key(); // "edelman1995many"
        // @end
        Shown.in("paper", key);
    }

    @Test
    void card() {
        // @start region="card"
        Card card = Card.named("my-study")
                .title("Double descent in the condition number")
                .claim(
                        "κ of a random n × d matrix peaks at d = n, where it follows Edelman's law [@edelman1988eigenvalues].")
                .formula("\\kappa \\to \\frac{1+\\sqrt\\gamma}{|1-\\sqrt\\gamma|}", "γ = d/n ≠ 1, n → ∞")
                .assumes("independent standard Gaussian entries")
                .cites("edelman1988eigenvalues", "Theorem 6.1");
        // @end
        assertThat(card.papers()).hasSize(1);
    }
}
