package org.ridgeless.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.ridgeless.display.ProgressSinkProvider;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.plots.Chart;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Verdict;

class ToolkitExtensionTest {
    private final Renderer renderer = new Renderer();

    ToolkitExtensionTest() {
        IJavaAdapter.install(renderer);
    }

    @Test
    void aChartIsAPictureWithItsLogicalSize() {
        DisplayData shown = renderer.render(Chart.titled("line").line("y", new double[] {1, 2}, new double[] {3, 4}));
        assertThat(shown.getData(MIMEType.IMAGE_PNG).toString()).startsWith("iVBORw0KGgo");
        assertThat(shown.getData(MIMEType.TEXT_PLAIN).toString()).contains("line");
    }

    @Test
    void verdictsAndTablesAreHtml() {
        Verdict verdict = Verdict.of(
                "sum", Claim.that("2 + 2 = 4").observed(4).predicts(4).within(1e-15));
        assertThat(renderer.render(verdict).getData(MIMEType.TEXT_HTML).toString())
                .contains("PASS");
        assertThat(renderer.render(Results.titled("t").numbers("x", 1.0))
                        .getData(MIMEType.TEXT_HTML)
                        .toString())
                .contains("<table>");
    }

    @Test
    void chartsOfXChartAndTablesOfTablesawShowThemselvesToo() {
        XYChart chart = new XYChart(300, 200);
        chart.addSeries("s", new double[] {1, 2}, new double[] {1, 2});
        assertThat(renderer.render(chart).hasDataForType(MIMEType.IMAGE_PNG)).isTrue();
        assertThat(renderer.render(Results.titled("t").numbers("x", 1.5).table())
                        .getData(MIMEType.TEXT_HTML)
                        .toString())
                .contains("1.500");
    }

    @Test
    void theKernelFindsTheExtensionAndProgressIsQuietOutsideOfCells() {
        assertThat(ServiceLoader.load(KernelExtension.class)).hasAtLeastOneElementOfType(ToolkitExtension.class);
        assertThat(ServiceLoader.load(ProgressSinkProvider.class)).hasAtLeastOneElementOfType(KernelProgress.class);
        assertThat(new KernelProgress().open("x")).isEqualTo(Optional.empty());
    }
}
