package org.ridgeless.kernel.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ridgeless.kernel.cell.MimeBundle;

class StandardDisplaysTest {
    record Point(double x, double y) {}

    record Named(String name, int[] values) {}

    record Spoken(int x) {
        @Override
        public String toString() {
            return "x is " + x;
        }
    }

    private final Renderer renderer = new Renderer();

    @BeforeEach
    void register() {
        StandardDisplays.register(renderer);
    }

    private JsonObject data(Object value) {
        return MimeBundle.of(renderer.render(value)).data();
    }

    private String text(Object value) {
        return data(value).get("text/plain").getAsString();
    }

    private String html(Object value) {
        return data(value).get("text/html").getAsString();
    }

    @Test
    void arraysAreWrittenOutAndLongOnesAreCutAndSaySo() {
        assertThat(text(new int[] {1, 2, 3})).isEqualTo("[1, 2, 3]");
        assertThat(text(new double[] {1, 1.0 / 3, 2e-7, Double.NaN, 123456.789, 1234567}))
                .isEqualTo("[1.0, 0.3333, 2.0e-7, NaN, 123500.0, 1.235e6]");
        assertThat(text(new String[] {"a", null})).isEqualTo("[a, null]");
        assertThat(text(IntStream.range(0, 1000).toArray()))
                .isEqualTo("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, …, 997, 998, 999]  (int[1000])");
        assertThat(data(new int[] {1}).has("text/html")).isFalse();
    }

    @Test
    void aMatrixIsATableInTextAndInHtml() {
        double[][] matrix = {{1, -0.5}, {1000, 2.0 / 3}};
        assertThat(text(matrix)).isEqualTo("   1.0    -0.5\n1000.0  0.6667\ndouble[2][2]");
        assertThat(html(matrix)).isEqualTo("""
                        <table>
                        <tbody>
                        <tr><td style="text-align: right">1.0</td><td style="text-align: right">-0.5</td></tr>
                        <tr><td style="text-align: right">1000.0</td><td style="text-align: right">0.6667</td></tr>
                        </tbody>
                        </table>
                        <div style="color: var(--jp-content-font-color2, inherit); font-size: 0.85em">double[2][2]</div>""");
    }

    @Test
    void aLargeMatrixShowsItsCornersAndItsShape() {
        String text = text(new double[500][300]);
        assertThat(text.lines()).hasSize(10 + 1 + 5 + 1);
        assertThat(text).contains("⋮").contains("…").endsWith("double[500][300]");
        assertThat(html(new double[500][300]).length()).isLessThan(12_000);
    }

    @Test
    void collectionsShowTheArraysInsideThem() {
        assertThat(text(List.of(1, 2, 3))).isEqualTo("[1, 2, 3]");
        assertThat(text(List.of(new double[] {1.5}, new double[0]))).isEqualTo("[[1.5], []]");
        assertThat(text(Optional.of(new int[] {7}))).isEqualTo("Optional[[7]]");
        assertThat(text(IntStream.range(0, 5000).boxed().toList())).endsWith("98, 99, …]  (5000 elements)");
        assertThat(data(List.of(1, 2)).has("text/html")).isFalse();
    }

    @Test
    void mapsAndRecordsAreTables() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("a<b", new int[] {1, 2});
        map.put("c", null);
        assertThat(text(map)).isEqualTo("key  value\na<b  [1, 2]\nc    null");
        assertThat(html(map)).contains("<td style=\"text-align: left\">a&lt;b</td>");
        assertThat(text(new Named("n", new int[] {1}))).isEqualTo("Named[name=n, values=[1]]");
        assertThat(text(List.of(new Point(1, 2), new Point(30, 0.25)))).isEqualTo("   x     y\n 1.0   2.0\n30.0  0.25");
        assertThat(text(new Point[] {new Point(1, 2)})).isEqualTo("  x    y\n1.0  2.0");
    }

    @Test
    void whatSpeaksForItselfIsLeftToSpeak() {
        assertThat(text(new Spoken(3))).isEqualTo("x is 3");
        assertThat(text(List.of(new Spoken(3)))).isEqualTo("[x is 3]");
        assertThat(text(1.0 / 3)).isEqualTo("0.3333333333333333");
        assertThat(text("text")).isEqualTo("text");
    }

    @Test
    void aRendererThatTheUserRegistersWins() {
        renderer.createRegistration(Point.class)
                .preferring(MIMEType.TEXT_HTML)
                .register((point, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<i>mine</i>"));
        assertThat(html(new Point(1, 2))).isEqualTo("<i>mine</i>");
    }

    @Test
    void markupGoesUnderItsTypeWithTheSourceAsText() {
        assertThat(data(Html.of("<b>x</b>")).get("text/html").getAsString()).isEqualTo("<b>x</b>");
        assertThat(data(Markdown.of("*x*")).get("text/markdown").getAsString()).isEqualTo("*x*");
        assertThat(data(Latex.of("\\alpha")).get("text/latex").getAsString()).isEqualTo("$$\\alpha$$");
        assertThat(data(Svg.of("<svg/>")).get("image/svg+xml").getAsString()).isEqualTo("<svg/>");
        assertThat(text(Markdown.of("*x*"))).isEqualTo("*x*");
    }

    @Test
    void aVegaLiteSpecificationIsJsonAndNotAString() {
        assertThat(data(VegaLite.of("{\"mark\":\"bar\"}"))
                        .getAsJsonObject("application/vnd.vegalite.v5+json")
                        .get("mark")
                        .getAsString())
                .isEqualTo("bar");
        assertThatThrownBy(() -> VegaLite.of("bar")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPictureHasTwiceThePixelsOfItsLogicalSize() throws Exception {
        Picture picture = Picture.drawn(40, 30, graphics -> {
            graphics.setColor(Color.RED);
            graphics.fillRect(0, 0, 20, 30);
        });
        MimeBundle bundle = MimeBundle.of(renderer.render(picture));
        JsonObject size = bundle.metadata().getAsJsonObject("image/png");
        assertThat(size.get("width").getAsInt()).isEqualTo(40);
        assertThat(size.get("height").getAsInt()).isEqualTo(30);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(
                Base64.getDecoder().decode(bundle.data().get("image/png").getAsString())));
        assertThat(image.getWidth()).isEqualTo(80);
        assertThat(new Color(image.getRGB(39, 59))).isEqualTo(Color.RED);
        assertThat(image.getRGB(41, 59) >>> 24).isZero();
    }

    @Test
    void anImageIsShownPixelByPixelUnlessAskedOtherwise() {
        BufferedImage image = new BufferedImage(8, 4, BufferedImage.TYPE_BYTE_GRAY);
        assertThat(MimeBundle.of(renderer.render(image)).metadata().toString())
                .isEqualTo("{\"image/png\":{\"width\":8,\"height\":4}}");
        JsonObject wide = MimeBundle.of(renderer.render(Picture.of(image).width(80)))
                .metadata()
                .getAsJsonObject("image/png");
        assertThat(wide.get("height").getAsInt()).isEqualTo(40);
    }
}
