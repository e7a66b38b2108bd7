package org.ridgeless.plots;

import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.display.Numbers;

/**
 * A chart that a reader moves with one or two sliders, theory and simulation together, without a kernel.
 *
 * {@snippet file="TablesTest.java" region="explorer"}
 *
 * <p>Each combination of values is one chart, drawn beforehand; all share their axes, so that what moves is the science.
 * Front ends that know Vega-Lite 5 (JupyterLab, Notebook 7) show the sliders; any other shows the picture at
 * {@link #start}. At most 2000 rows of data are stored, so that a notebook stays small: more values leave fewer points for
 * each curve.
 */
public final class Explorer implements Plot {
    private final List<Slider> sliders;
    private final List<Chart> frames;
    private final int[] start;

    private Explorer(List<Slider> sliders, List<Chart> frames, int... start) {
        this.sliders = sliders;
        this.frames = frames;
        this.start = start;
    }

    /**
     * A slider with rising values, at least two.
     *
     * @param name of the quantity
     * @param values finite, rising, at least two
     * @return the slider, to be shown or followed by a second one
     * @throws IllegalArgumentException if there are fewer than two values, or they do not rise
     */
    public static OneSlider slider(String name, double... values) {
        return new OneSlider(new Slider(name, values));
    }

    /** One slider; {@link #show} draws a chart at each of its values. */
    public static final class OneSlider {
        private final Slider first;

        private OneSlider(Slider first) {
            this.first = first;
        }

        /**
         * A second slider.
         *
         * @param name of the quantity
         * @param values finite, rising, at least two
         * @return both sliders, to be shown
         * @throws IllegalArgumentException if there are fewer than two values, or they do not rise
         */
        public TwoSliders slider(String name, double... values) {
            return new TwoSliders(first, new Slider(name, values));
        }

        /**
         * Draws the chart at each value.
         *
         * @param chart the chart at a value; called once for each
         * @return the charts on common axes, at the middle value
         */
        public Explorer show(DoubleFunction<Chart> chart) {
            List<Chart> charts = new ArrayList<>();
            for (double value : first.values()) {
                charts.add(chart.apply(value));
            }
            return new Explorer(List.of(first), onCommonAxes(charts), first.values().length / 2);
        }
    }

    /** Two sliders; {@link #show} draws a chart at each pair of values. */
    public static final class TwoSliders {
        private final Slider first;
        private final Slider second;

        private TwoSliders(Slider first, Slider second) {
            this.first = first;
            this.second = second;
        }

        /**
         * Draws the chart at each pair of values.
         *
         * @param chart the chart at a pair of values; called once for each
         * @return the charts on common axes, at the middle values
         */
        public Explorer show(ChartOfTwo chart) {
            List<Chart> charts = new ArrayList<>();
            for (double one : first.values()) {
                for (double other : second.values()) {
                    charts.add(chart.apply(one, other));
                }
            }
            return new Explorer(
                    List.of(first, second),
                    onCommonAxes(charts),
                    first.values().length / 2,
                    second.values().length / 2);
        }
    }

    /** A chart for two numbers. */
    @FunctionalInterface
    public interface ChartOfTwo {
        /**
         * The chart at a pair of values.
         *
         * @param first value of the first slider
         * @param second value of the second slider
         * @return the chart
         */
        Chart apply(double first, double second);
    }

    /**
     * The same with the sliders at these values, one for each, instead of in the middle.
     *
     * @param values one of each slider's own
     * @return the same charts, starting there
     * @throws IllegalArgumentException if there are not as many values as sliders, or a slider does not have its value
     */
    public Explorer start(double... values) {
        if (values.length != sliders.size()) {
            throw new IllegalArgumentException(
                    "there are " + sliders.size() + " sliders, got " + values.length + " values");
        }
        int[] places = new int[values.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = sliders.get(i).place(values[i]);
        }
        return new Explorer(sliders, frames, places);
    }

    /** The charts at all values, the last slider moving fastest. */
    public List<Chart> frames() {
        return frames;
    }

    @Override
    public int width() {
        return shown().width();
    }

    @Override
    public int height() {
        return shown().height();
    }

    @Override
    public void paint(Graphics2D graphics) {
        StringBuilder place = new StringBuilder();
        for (int i = 0; i < sliders.size(); i++) {
            Slider slider = sliders.get(i);
            place.append(i == 0 ? "at " : ", ").append(slider.name()).append(" = ");
            place.append(Numbers.tick(slider.values()[start[i]]));
            place.append(" (of ").append(slider.list()).append(')');
        }
        shown().note(place.toString()).paint(graphics);
    }

    @Override
    public String caption() {
        return shown().caption();
    }

    @Override
    public MimeBundle mime() {
        return Plot.super.mime().with(MimeBundle.VEGA_LITE, new VegaLiteSpecification(sliders, frames, start).json());
    }

    @Override
    public String toString() {
        return caption();
    }

    private Chart shown() {
        int frame = 0;
        for (int i = 0; i < start.length; i++) {
            frame = frame * sliders.get(i).values().length + start[i];
        }
        return frames.get(frame);
    }

    /** Every chart in the smallest window that holds them all. */
    private static List<Chart> onCommonAxes(List<Chart> charts) {
        Window all = null;
        for (Chart chart : charts) {
            Window window = Window.of(chart.axes(), chart.layers());
            all = all == null ? window : all.union(window);
        }
        Scale x = all.x();
        Scale y = all.y();
        return charts.stream()
                .map(chart -> chart.xRange(x.low(), x.high()).yRange(y.low(), y.high()))
                .toList();
    }
}
