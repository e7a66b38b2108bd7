package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

/** Figures as files for a paper. */
class FigureFilesTest {
    private static final Chart FIGURE = figure();

    private static Chart figure() {
        double[] x = new double[3000];
        double[] y = new double[3000];
        Random random = new Random(7);
        for (int i = 0; i < x.length; i++) {
            x[i] = i;
            y[i] = Math.sqrt(i) + random.nextGaussian();
        }
        return Chart.titled("Risk at $\\gamma = 2$")
                .x("step $t$")
                .y("risk")
                .line("simulated", x, y)
                .points("again", x, y)
                .theory("$\\sqrt{t}$", Math::sqrt);
    }

    @Test
    void aPngHasAnyScale(@TempDir Path folder) throws IOException {
        for (double scale : new double[] {0.5, 1, 3}) {
            Path file = FIGURE.save(folder.resolve("a.png"), scale);
            assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo((int) (scale * 760));
        }
    }

    @Test
    void anSvgHoldsItsTextAsTextAndIsSmall(@TempDir Path folder) throws Exception {
        byte[] bytes =
                Files.readAllBytes(FIGURE.save(folder.resolve("paper/a.svg").toString()));
        assertThat(bytes).hasSizeLessThan(200_000);
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(bytes));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        var texts = document.getElementsByTagName("text");
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < texts.getLength(); i++) {
            all.append(texts.item(i).getTextContent()).append('|');
        }
        assertThat(all.toString()).contains("Risk at |", "γ|", "simulated|", "risk|", "1000|");
        String text = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).contains("'DejaVu Sans', Verdana, sans-serif", "font-weight:bold", "font-style:italic");
    }

    @Test
    void aPdfHoldsItsTextAsTextItsFontsAndItsPicture(@TempDir Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(FIGURE.save(folder.resolve("a.pdf")));
        assertThat(bytes).hasSizeLessThan(120_000);
        try (PDDocument document = Loader.loadPDF(bytes)) {
            assertThat(new PDFTextStripper().getText(document)).contains("Risk at γ", "simulated", "step t", "1000");
            var page = document.getPage(0);
            assertThat(page.getMediaBox().getWidth()).isEqualTo(570);
            var image = new PDFRenderer(document).renderImage(0);
            assertThat(java.util.stream.IntStream.range(0, image.getWidth() * image.getHeight())
                            .filter(i ->
                                    (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff) != 0xffffff)
                            .count())
                    .isGreaterThan(5000);
        }
    }

    @Test
    void charactersThatTheFontLacksAreDrawnAllTheSame() {
        Chart chart = Chart.titled("学習率").line("損失", new double[] {1, 2}, new double[] {1, 2});
        assertThat(chart.pdf()).isNotEmpty();
        assertThat(chart.svg()).contains("学習率");
    }

    @Test
    void theEndingSaysTheFormat() {
        assertThatThrownBy(() -> FIGURE.save("a.tiff")).hasMessageContaining(".png, .svg or .pdf, got a.tiff");
        assertThatThrownBy(() -> FIGURE.save("figure")).hasMessageContaining("got figure");
    }
}
