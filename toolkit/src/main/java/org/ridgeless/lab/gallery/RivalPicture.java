package org.ridgeless.lab.gallery;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.ridgeless.display.Html;
import org.ridgeless.display.Numbers;
import org.ridgeless.verdict.Contrast;
import org.ridgeless.verdict.Interval;

/** Three lines over one scale: what the theory accepts, what was observed, and what a wrong theory would accept. */
final class RivalPicture {
    private static final int WIDTH = 400;
    private static final int HEIGHT = 96;
    private static final int LEFT = 150;
    private static final int MARGIN = 14;
    private static final int ROW = 28;
    private static final int FIRST = 20;
    /** Ranges of positive numbers that span more than this factor are drawn on a logarithmic scale. */
    private static final double WIDE = 30;

    private final Rivalry rivalry;
    private final boolean logarithmic;
    private final double low;
    private final double high;

    private RivalPicture(Rivalry rivalry) {
        this.rivalry = rivalry;
        Contrast contrast = rivalry.contrast();
        double[] numbers = DoubleStream.concat(
                        DoubleStream.of(contrast.predicted(), contrast.observed(), rivalry.value()),
                        DoubleStream.concat(
                                ends(contrast.interval()),
                                DoubleStream.concat(ends(contrast.accepted()), ends(contrast.room()))))
                .filter(Double::isFinite)
                .toArray();
        double least = Arrays.stream(numbers).min().orElse(0);
        double most = Arrays.stream(numbers).max().orElse(1);
        logarithmic = least > 0 && most > WIDE * least;
        low = scaled(least);
        high = most > least ? scaled(most) : scaled(least) + 1;
    }

    private static DoubleStream ends(Interval interval) {
        return interval == null ? DoubleStream.empty() : DoubleStream.of(interval.low(), interval.high());
    }

    static String svg(Rivalry rivalry) {
        return new RivalPicture(rivalry).svg();
    }

    private String svg() {
        Contrast contrast = rivalry.contrast();
        String theory =
                Double.isNaN(contrast.predicted()) ? bound(contrast.accepted()) : Numbers.show(contrast.predicted());
        String rival = Numbers.show(rivalry.value());
        String observed = Numbers.show(contrast.observed());
        StringBuilder svg = new StringBuilder();
        svg.append("<svg class=\"rival\" role=\"img\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT);
        svg.append("\" aria-label=\"")
                .append(Html.escape("theory " + theory + ", observed " + observed + ", rival " + rival));
        svg.append("\">\n");
        row(svg, 0, "theory", theory, "accepted", contrast.accepted(), contrast.predicted());
        row(svg, 1, "observed", observed, "seen", contrast.interval(), contrast.observed());
        row(svg, 2, "rival", rival, "wrong", contrast.room(), rivalry.value());
        return svg.append("</svg>\n").toString();
    }

    private static String bound(Interval accepted) {
        return accepted == null ? "–" : Rivalry.text(accepted);
    }

    private void row(
            StringBuilder svg, int number, String name, String value, String kind, Interval interval, double mark) {
        int y = FIRST + number * ROW;
        text(svg, 0, y, "name", name);
        text(svg, LEFT - MARGIN, y, "value", value);
        svg.append(String.format(
                Locale.ROOT, "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>", LEFT, WIDTH, y, y));
        if (interval != null) {
            double from = place(interval.low());
            double to = Math.max(from + 2, place(interval.high()));
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect class=\"%s\" x=\"%.1f\" width=\"%.1f\" y=\"%d\" height=\"14\"/>",
                    kind,
                    from,
                    to - from,
                    y - 7));
        }
        if (!Double.isNaN(mark)) {
            double x = place(mark);
            svg.append(
                    switch (kind) {
                        case "seen" ->
                            String.format(
                                    Locale.ROOT, "<circle class=\"seen\" cx=\"%.1f\" cy=\"%d\" r=\"4.5\"/>", x, y);
                        case "wrong" ->
                            String.format(
                                    Locale.ROOT,
                                    "<path class=\"wrong\" d=\"M%.1f %d l10 10 m0 -10 l-10 10\"/>",
                                    x - 5,
                                    y - 5);
                        default ->
                            String.format(Locale.ROOT, "<path class=\"accepted\" d=\"M%.1f %d v20\"/>", x, y - 10);
                    });
        }
        svg.append('\n');
    }

    private static void text(StringBuilder svg, int x, int y, String kind, String text) {
        svg.append("<text class=\"")
                .append(kind)
                .append("\" x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y + 5);
        svg.append("\">").append(Html.escape(text)).append("</text>");
    }

    /** Numbers without an end lie at the edge. */
    private double place(double number) {
        double part = (scaled(number) - low) / (high - low);
        double inside = LEFT + MARGIN + part * (WIDTH - LEFT - 2 * MARGIN);
        return Double.isNaN(inside) ? LEFT : Math.max(LEFT, Math.min(WIDTH, inside));
    }

    private double scaled(double number) {
        return logarithmic ? Math.log(Math.max(number, Double.MIN_NORMAL)) : number;
    }
}
