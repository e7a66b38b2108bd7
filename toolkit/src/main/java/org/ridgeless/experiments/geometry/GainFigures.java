package org.ridgeless.experiments.geometry;

import java.util.Arrays;
import java.util.List;
import org.ridgeless.experiments.geometry.DeepLinearCollapse.Point;
import org.ridgeless.models.collapse.SquareLossCollapse;
import org.ridgeless.plots.Chart;

/** The gains of the classes against what decides over them: load, history, number of samples. */
final class GainFigures {
    private static final List<String> GLOBAL = List.of("square loss", "minority", "rising");

    private GainFigures() {}

    static Chart branches(List<Point> points) {
        Chart chart = DeepLinearCollapse.panel("Converged gains against their load")
                .x("load β")
                .y("gain y")
                .logX();
        for (int depth = 1; depth <= 3; depth++) {
            int m = depth;
            List<Point> here = points.stream()
                    .filter(p -> p.depth() == m && GLOBAL.contains(p.panel()))
                    .filter(p -> m == 1 || p.load() < SquareLossCollapse.criticalLoad(m))
                    .toList();
            double end = m == 1 ? 2 : SquareLossCollapse.criticalLoad(m);
            chart = chart.points(
                            "depth " + m,
                            DeepLinearCollapse.column(here, Point::load),
                            DeepLinearCollapse.column(here, Point::gain))
                    .theory("global minimum", load -> gainAt(m, load, false), 0.005, end);
        }
        return chart;
    }

    static Chart hysteresis(List<Point> points) {
        Chart chart = DeepLinearCollapse.panel("Warm-started sweeps of the load")
                .x("load β")
                .y("gain y");
        for (int depth = 2; depth <= 3; depth++) {
            int m = depth;
            for (String panel : List.of("rising", "falling")) {
                List<Point> here = DeepLinearCollapse.of(points, panel).stream()
                        .filter(p -> p.depth() == m)
                        .toList();
                chart = chart.points(
                        panel + ", depth " + m,
                        DeepLinearCollapse.column(here, Point::load),
                        DeepLinearCollapse.column(here, Point::gain));
            }
            chart = chart.theory("live branch", load -> gainAt(m, load, true), 0.15, SquareLossCollapse.spinodalLoad(m))
                    .vertical("β_c", SquareLossCollapse.criticalLoad(m));
        }
        return chart.yRange(-0.05, 1);
    }

    static Chart minorities(List<Point> points) {
        List<Point> here = DeepLinearCollapse.of(points, "minority");
        double[] sizes = Arrays.stream(DeepLinearCollapse.MINORITY)
                .limit(here.size())
                .asDoubleStream()
                .toArray();
        double decay = Math.sqrt(10) / 130;
        return DeepLinearCollapse.panel("Minority collapse, one layer")
                .x("samples n of the minority class")
                .y("gain y")
                .points("descent", sizes, DeepLinearCollapse.column(here, Point::gain))
                .theory("(1 − N√(Λ/n))₊", n -> Math.max(0, 1 - (120 + n) * decay / Math.sqrt(n)), 2, 40);
    }

    private static double gainAt(int depth, double load, boolean live) {
        SquareLossCollapse minimum = SquareLossCollapse.of(
                depth, SquareLossCollapse.decayProductAtLoad(depth, load, 25, 100), DeepLinearCollapse.BALANCED);
        return live || depth == 1 && load < 1 ? minimum.liveGain(0) : minimum.gains()[0];
    }
}
