package org.ridgeless.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.ridgeless.display.Numbers;

/** The look of every chart: white, quiet grid, readable at the width of a notebook. */
final class Styling {
    private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    private static final Font AXIS = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Font TICKS = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    /** Decades on an axis from which on the labels of all ticks would run into one another. */
    private static final double CROWDED = 0.8;

    private static final double MANY_DECADES = 10;

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private Styling() {}

    static void apply(XYChart chart, Axes axes, Window window, boolean ownLegend) {
        chart.setTitle(axes.title());
        chart.setXAxisTitle(axes.x());
        chart.setYAxisTitle(axes.y());
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setChartFontColor(Palette.INK);
        style.setChartTitleVisible(!axes.title().isEmpty());
        style.setChartTitleBoxVisible(false);
        style.setChartTitleFont(TITLE);
        style.setChartPadding(10);
        style.setAxisTitleFont(AXIS);
        style.setAxisTickLabelsFont(TICKS);
        style.setAxisTickMarksColor(Palette.REFERENCE);
        style.setAxisTickLabelsColor(Palette.INK);
        style.setXAxisTitleVisible(!axes.x().isEmpty());
        style.setYAxisTitleVisible(!axes.y().isEmpty());
        style.setPlotBorderVisible(false);
        style.setPlotMargin(0);
        style.setPlotContentSize(1.0);
        style.setPlotGridLinesColor(Palette.FAINT);
        style.setPlotGridLinesStroke(new BasicStroke(0.8f));
        style.setXAxisTickMarkSpacingHint(90);
        style.setYAxisTickMarkSpacingHint(50);
        style.setMarkerSize(6);
        style.setAntiAlias(true);
        style.setTextAntiAlias(true);
        style.setLegendVisible(ownLegend);
        style.setLegendPosition(LegendPosition.InsideNE);
        style.setAnnotationLineColor(Palette.REFERENCE);
        style.setAnnotationLineStroke(Palette.REFERENCE_STROKE);
        scales(style, axes, window);
    }

    private static void scales(XYStyler style, Axes axes, Window window) {
        // Nine lines a decade are a help on a few decades, and a grey band on many.
        style.setPlotGridVerticalLinesVisible(!axes.logX() || decades(window.x()) < MANY_DECADES);
        style.setPlotGridHorizontalLinesVisible(!axes.logY() || decades(window.y()) < MANY_DECADES);
        style.setXAxisLogarithmic(axes.logX());
        style.setYAxisLogarithmic(axes.logY());
        style.setXAxisLogarithmicDecadeOnly(axes.logX() && decades(window.x()) >= 2);
        style.setYAxisLogarithmicDecadeOnly(axes.logY() && decades(window.y()) >= 2);
        style.setXAxisMin(window.x().low());
        style.setXAxisMax(window.x().high());
        style.setYAxisMin(window.y().low());
        style.setYAxisMax(window.y().high());
        style.setXAxisTickLabelsFormattingFunction(
                value -> axes.logX() ? label(value, window.x()) : Numbers.tick(value));
        style.setYAxisTickLabelsFormattingFunction(
                value -> axes.logY() ? label(value, window.y()) : Numbers.tick(value));
    }

    /** Where nine ticks a decade come close, only 1, 2 and 5 times a power of ten carry a number. */
    private static String label(double value, Scale scale) {
        if (decades(scale) < CROWDED) {
            return power(value);
        }
        long digit = Math.round(value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9)));
        return digit == 1 || digit == 2 || digit == 5 ? power(value) : "";
    }

    private static double decades(Scale scale) {
        return Math.log10(scale.high() / scale.low());
    }

    /** Powers of ten beyond what reads well in plain digits. */
    static String power(double value) {
        double exponent = Math.log10(value);
        long whole = Math.round(exponent);
        if (Math.abs(exponent - whole) > 1e-9 || Math.abs(whole) <= 3) {
            return Numbers.tick(value);
        }
        StringBuilder text = new StringBuilder("10").append(whole < 0 ? "⁻" : "");
        for (char digit : Long.toString(Math.abs(whole)).toCharArray()) {
            text.append(SUPERSCRIPTS.charAt(digit - '0'));
        }
        return text.toString();
    }
}
