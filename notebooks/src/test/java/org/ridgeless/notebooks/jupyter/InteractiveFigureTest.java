package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.Gson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.notebooks.NotebookFile;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Explorer;

/** A figure with sliders, drawn by the Vega-Lite that Jupyter draws it with. */
@RequiresJupyter({Program.CHROMIUM, Program.CHROMEDRIVER})
class InteractiveFigureTest {
    private static final Path VEGA =
            NotebookFile.FOLDER.toAbsolutePath().normalize().resolve("target/vega/node_modules");
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    @TempDir
    Path folder;

    @Test
    void aSliderMovesTheoryAndSimulationTogether() throws Exception {
        assumeTrue(Files.isDirectory(VEGA.resolve("vega-embed")), ".ci/run fetches Vega-Lite from npm");
        double[] x = {1, 2, 3};
        Explorer explorer = Explorer.slider("slope", 1, 2, 4)
                .show(a -> Chart.titled("A line of slope " + (int) a)
                        .points("simulated", x, new double[] {a, 2 * a, 3 * a})
                        .theory("theory", v -> a * v));
        Path page = Files.writeString(folder.resolve("page.html"), page(explorer));
        try (Browser browser = Browser.open(folder.resolve("profile"))) {
            browser.go(page.toUri().toString());
            browser.await("document.querySelector('svg') || window.failure", PATIENCE);
            assertThat(browser.evaluate("window.failure || ''").getAsString()).isEmpty();
            String drawn = "[...document.querySelectorAll('.mark-symbol.role-mark path, .mark-line path')]"
                    + ".map(path => path.getAttribute('transform') + path.getAttribute('d')).join()";
            assertThat(browser.evaluate("document.querySelector('svg').textContent")
                            .getAsString())
                    .contains("A line of slope 2");
            String before = browser.evaluate(drawn).getAsString();
            // The steps from 1 to 2 and to 4 differ, so the values are in a list.
            browser.evaluate("(list => { list.selectedIndex = 2; list.dispatchEvent(new Event('change')); })"
                    + "(document.querySelector('select'))");
            browser.await("document.querySelector('svg').textContent.includes('A line of slope 4')", PATIENCE);
            assertThat(browser.evaluate(drawn).getAsString())
                    .isNotEqualTo(before)
                    .isNotEmpty();
            assertThat(browser.complaints()).isEmpty();
            browser.screenshot(Path.of("target", "screenshots", "interactive-figure.png"));
        }
    }

    private static String page(Explorer explorer) {
        var page = new StringBuilder(
                "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><link rel=\"icon\" href=\"data:,\">");
        for (String library : List.of("vega", "vega-lite", "vega-embed")) {
            Path script = VEGA.resolve(library).resolve("build").resolve(library + ".min.js");
            page.append("<script src=\"").append(script.toUri()).append("\"></script>");
        }
        String specification = new Gson().toJson(explorer.mime().data().get(MimeBundle.VEGA_LITE));
        return page.append("</head><body><div id=\"figure\"></div><script>vegaEmbed('#figure', ")
                .append(specification)
                .append(", {actions: false, renderer: 'svg'}).catch(error => { window.failure = String(error); });")
                .append("</script></body></html>")
                .toString();
    }
}
