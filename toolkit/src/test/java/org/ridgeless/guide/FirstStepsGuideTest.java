package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.data.Data;
import org.ridgeless.dynamics.Descent;
import org.ridgeless.dynamics.Ending;
import org.ridgeless.dynamics.Probe;
import org.ridgeless.dynamics.Run;
import org.ridgeless.experiments.ConditionNumber;
import org.ridgeless.experiments.WideMinima;
import org.ridgeless.losses.Loss;
import org.ridgeless.margins.Margins;
import org.ridgeless.nets.Net;
import org.ridgeless.nets.Nets;
import org.ridgeless.nets.Norm;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Gallery;
import org.ridgeless.study.Result;
import org.ridgeless.verdict.Outcome;
import org.ridgeless.verdict.Verdict;

/** The code of docs/guide/first-steps.md. */
class FirstStepsGuideTest {
    @TempDir
    private Path folder;

    @Test
    void fromANetworkToAFigure() {
        // code: network
        Data data = Data.separable(200, 20).gap(0.3).seed(1); // 200 samples with labels ±1, a plane between them
        Net net = Nets.relu(20, 64, 1).seed(7); // 20 inputs, 64 hidden units, one output
        double[] output = net.apply(data.input(0));
        // end
        // code: descent
        Run run = Descent.of(net, data)
                .loss(Loss.LOGISTIC)
                .rate(0.5)
                .record(Probe.loss(), Probe.margin())
                .keep(5)
                .run(5_000);
        // end
        Path figures = folder;
        // code: margins
        Margins early = Margins.normalized(run.at(5), data).by(Norm.FROBENIUS_PRODUCT);
        Margins late = Margins.normalized(run.net(), data).by(Norm.FROBENIUS_PRODUCT);
        Chart chart =
                early.label("step 5").cdf().cdf("step 5,000", late.values()).vertical("decision boundary", 0);
        chart.save(figures.resolve("margins.png"));
        // end
        assertThat(output).hasSize(1);
        assertThat(run.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(early.error()).isPositive();
        assertThat(late.min()).isGreaterThan(0);
        assertThat(late.quantile(0.1)).isGreaterThan(early.quantile(0.1));
        assertThat(figures.resolve("margins.png")).isNotEmptyFile();
    }

    @Test
    void aVerdict() {
        // code: verdict
        Result result = ConditionNumber.study().samples(100).seed(7).run(); // shows its figure and its verdict
        Verdict verdict = result.verdict();
        result.table(); // the numbers of the figure
        // end
        assertThat(verdict.outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void findingThings() {
        // code: finding
        Gallery.all(); // a table of all experiments
        WideMinima.study(); // its options, with the values that they have now
        WideMinima.study().explain(); // claim, formulas, assumptions
        WideMinima.study().cite(); // its papers, as BibTeX
        // end
        assertThat(Gallery.all().find("wide-minima")).isInstanceOf(WideMinima.class);
        assertThat(WideMinima.study().toString()).contains("temperature = 0.5");
        assertThat(WideMinima.study().explain().toString()).contains("Assumptions");
        assertThat(WideMinima.study().cite().toString()).contains("1801.02254");
    }
}
