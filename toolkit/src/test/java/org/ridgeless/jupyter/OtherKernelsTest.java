package org.ridgeless.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.rapaio.jupyter.kernel.display.DisplaySystem;
import org.rapaio.jupyter.kernel.display.spi.DisplayProvider;
import org.ridgeless.plots.Chart;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import org.ridgeless.verdict.Verdict;

/** The display systems of other kernels show the toolkit's values. */
class OtherKernelsTest {
    private static final Chart CHART = Chart.titled("line").line("y", new double[] {1, 2}, new double[] {3, 4});
    private static final Verdict VERDICT =
            Verdict.of("sum", Claim.that("2 + 2 = 4").observed(4).predicts(4).within(1e-15));
    private static final Results TABLE = Results.titled("t").numbers("x", 1.5);

    @Test
    void jjavaShowsChartsVerdictsAndTables() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(JJavaAdapter.class);
        Renderer renderer = new Renderer();
        JJavaAdapter.install(renderer);
        DisplayData chart = renderer.render(CHART);
        assertThat(chart.getData(MIMEType.IMAGE_PNG).toString()).startsWith("iVBORw0KGgo");
        assertThat(chart.getData(MIMEType.TEXT_PLAIN).toString()).contains("line");
        assertThat(renderer.render(VERDICT).getData(MIMEType.TEXT_HTML).toString())
                .contains("PASS");
        assertThat(renderer.render(TABLE.table()).getData(MIMEType.TEXT_HTML).toString())
                .contains("1.500");
    }

    @Test
    void rapaioShowsChartsVerdictsAndTables() {
        assertThat(ServiceLoader.load(DisplayProvider.class)).hasAtLeastOneElementOfType(RapaioAdapter.class);
        DisplaySystem system = DisplaySystem.inst();
        assertThat(system.render(CHART).data()).containsOnlyKeys("image/png", "text/plain");
        assertThat(system.render(CHART).metadata()).containsKey("image/png");
        assertThat(system.render(VERDICT).data().get("text/html").toString()).contains("PASS");
        assertThat(system.render(TABLE.table()).data().get("text/html").toString())
                .contains("1.500");
        assertThat(system.render(new XYChart(300, 200)).data()).containsKey("image/png");
        assertThat(system.render("plain text").data()).doesNotContainKey("image/png");
    }

    @Test
    void theLineForIJavaSaysSoWhereItIsNotNeeded() {
        assertThatThrownBy(IJavaAdapter::install)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("without this line");
    }
}
