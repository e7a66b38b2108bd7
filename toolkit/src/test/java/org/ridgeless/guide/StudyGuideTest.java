package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.spectra.GaussianMatrix;
import org.ridgeless.study.Gallery;
import org.ridgeless.study.Result;
import org.ridgeless.study.Study;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.store.StoreException;
import org.ridgeless.verdict.Outcome;
import org.ridgeless.verdict.Verdict;

/** The code of docs/guide/study.md. */
class StudyGuideTest {
    @TempDir
    private Path temporary;

    @Test
    void inACell() {
        // code: cell
        Study study = Study.named("two inputs behind a random ReLU layer")
                .claim("2 E φ(w·x) φ(w·y) = (sin θ + (π − θ) cos θ)/π for unit vectors at the angle θ")
                .cells(Grid.linear(0, 3, 7), 2_000, (angle, seeds) -> {
                    double sum = 0;
                    for (double[] w : GaussianMatrix.of(400, 2).draw(seeds).toArray()) {
                        sum += Math.max(w[0], 0) * Math.max(w[0] * Math.cos(angle) + w[1] * Math.sin(angle), 0);
                    }
                    return 2 * sum / 400;
                })
                .predicts(angle -> (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / Math.PI)
                .within(0.02)
                .rival("cos θ, as behind a linear layer", Math::cos)
                .axis("angle θ");
        Result result = study.run();
        // end
        assertThat(result.verdict().outcome()).as(result.verdict().toString()).isEqualTo(Outcome.PASS);
        // code: verdict
        Verdict verdict = result.verdict();
        verdict.outcome(); // PASS, FAIL or INCONCLUSIVE
        verdict.judgements(); // a confidence interval beside the accepted one, for each angle
        verdict.rivals(); // which data exclude which rival
        // end
        assertThat(verdict.rivals()).hasSize(1);
    }

    @Test
    void asAClass() {
        String folder = temporary.resolve("layers").toString();
        // code: class
        Result result = RandomLayer.study().seed(7).store(folder).run(); // killed, it goes on from there
        Result few = RandomLayer.study().layers(20).run(); // too few to tell
        Gallery.all().with(RandomLayer.study()).find("random-layer").explain();
        // end
        assertThat(result.verdict().outcome()).as(result.verdict().toString()).isEqualTo(Outcome.PASS);
        assertThat(few.verdict().outcome()).as(few.verdict().toString()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(RandomLayer.study().cite().toString()).contains("Kernel Methods for Deep Learning");
        assertThatThrownBy(() -> RandomLayer.study().layers(1)).hasMessageContaining("layers");
        assertThatThrownBy(() -> RandomLayer.study().seed(8).store(folder).run())
                .isInstanceOf(StoreException.class);
        Path figures = temporary;
        result.plot().save(figures.resolve("study.png"));
        assertThat(figures.resolve("study.png")).isNotEmptyFile();
    }
}
