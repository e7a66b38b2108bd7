package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.XYChartBuilder;

/** Charts that a notebook makes with XChart, in the toolkit's version or in one of its own. */
class ForeignChartTest {
    @TempDir
    Path folder;

    @Test
    void aChartOfTheToolkitsXChartIsAPicture() {
        var chart = new XYChartBuilder().width(30).height(20).title("own").build();
        assertThat(ForeignChart.isOfAnotherVersion(chart)).isFalse();
        assertThat(ForeignChart.of(chart).caption()).isEqualTo("own");
    }

    /** Another version has classes of the same names, loaded apart. */
    @Test
    void aChartOfAnotherVersionIsAPictureToo() throws Exception {
        Path source = Files.writeString(
                folder.resolve("Chart.java"),
                "package org.knowm.xchart.internal.chartpart; import java.awt.*; public abstract class Chart {"
                        + " public static class Red extends Chart { }"
                        + " public int getWidth() { return 30; } public int getHeight() { return 20; }"
                        + " public String getTitle() { return \"other\"; }"
                        + " public void paint(Graphics2D g, int w, int h) { g.setColor(Color.RED); g.fillRect(0, 0, w, h); } }");
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString(), "-d", folder + ""))
                .isZero();
        try (var other = new URLClassLoader(new URL[] {folder.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Object chart = other.loadClass("org.knowm.xchart.internal.chartpart.Chart$Red")
                    .getConstructor()
                    .newInstance();
            assertThat(ForeignChart.isOfAnotherVersion(chart)).isTrue();
            Plot picture = ForeignChart.of(chart);
            assertThat(picture.width()).isEqualTo(30);
            assertThat(picture.height()).isEqualTo(20);
            assertThat(picture.caption()).isEqualTo("other");
            assertThat(picture.mime().data()).containsKey("image/png");
        }
    }

    @Test
    void whatIsNoChartIsNone() {
        assertThat(ForeignChart.isOfAnotherVersion("text")).isFalse();
        assertThat(ForeignChart.isOfAnotherVersion(null)).isFalse();
    }
}
