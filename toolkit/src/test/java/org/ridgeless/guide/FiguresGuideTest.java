package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;

/** The code of docs/guide/figures.md. */
class FiguresGuideTest {
    @TempDir
    private Path folder;

    private static double[] noisy(double[] x, double exponent, Random random) {
        return Arrays.stream(x)
                .map(v -> Math.pow(v, exponent) * Math.exp(0.15 * random.nextGaussian()))
                .toArray();
    }

    @Test
    void figures() {
        Random random = new Random(4);
        double[] n = {10, 20, 40, 80, 160, 320, 640};
        double[] slow = noisy(n, -0.5, random);
        double[] fast = noisy(n, -1, random);
        double[] slowError = Arrays.stream(slow).map(v -> 0.15 * v).toArray();
        double[] fastError = Arrays.stream(fast).map(v -> 0.15 * v).toArray();
        // code: chart
        Chart rates = Chart.titled("Excess risk at $\\lambda = n^{-1/2}$")
                .x("samples $n$")
                .y("$\\|f - f_*\\|_2^2$")
                .logX()
                .logY()
                .errorBars("rough target", n, slow, slowError)
                .theory("rate of Theorem 2", v -> Math.pow(v, -0.5))
                .errorBars("smooth target", n, fast, fastError)
                .theory("rate of Theorem 2", v -> 1 / v)
                .annotate("$\\beta = 1$", 160, 1 / 160.0);
        // end
        double[] grid = new double[41];
        double[][] loss = new double[41][41];
        Arrays.setAll(grid, i -> -2 + i / 10.0);
        for (int i = 0; i < 41; i++) {
            for (int j = 0; j < 41; j++) {
                loss[i][j] = Math.pow(grid[i] * grid[j] - 1, 2);
            }
        }
        // code: plane
        Chart plane = Chart.titled("$L(a, b) = (ab - 1)^2$")
                .x("$a$")
                .y("$b$")
                .heatMap("loss", grid, grid, loss)
                .contours("level lines", grid, grid, loss, 0.25, 1, 4);
        // end
        Path figures = folder;
        // code: files
        Panels both = Panels.of(rates.size(560, 400), plane.size(560, 400)).columns(2);
        both.save(figures.resolve("figure.pdf")); // fonts inside, text as text
        both.save(figures.resolve("figure.svg"));
        both.save(figures.resolve("figure.png"), 4); // four pixels for each logical one
        // end
        assertThat(figures.resolve("figure.pdf")).isNotEmptyFile();
        assertThat(figures.resolve("figure.svg")).isNotEmptyFile();
        assertThat(Files.exists(figures.resolve("figure.png"))).isTrue();
        assertThat(rates.caption()).contains("Excess risk at λ");
    }
}
