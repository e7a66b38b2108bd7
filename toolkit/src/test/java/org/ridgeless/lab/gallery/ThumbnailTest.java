package org.ridgeless.lab.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.ridgeless.plots.Chart;
import org.ridgeless.plots.Panels;
import org.ridgeless.plots.Plot;

class ThumbnailTest {
    @Test
    void panelsStandOneBelowTheOtherAndNoneIsWiderThanAPhone() {
        Chart chart = Chart.titled("a").points("b", new double[] {1, 2}, new double[] {1, 2});
        Plot one = Thumbnail.of(chart);
        assertThat(one.width()).isEqualTo(Thumbnail.WIDTH);
        Plot four = Thumbnail.of(
                Panels.of(chart, chart, Panels.of(chart, chart).columns(2)).columns(3));
        assertThat(four.width()).isEqualTo(Thumbnail.WIDTH);
        assertThat(four.height()).isEqualTo(4 * one.height());
    }
}
