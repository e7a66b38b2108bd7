package org.ridgeless.dynamics;

import java.util.Base64;
import java.util.List;
import org.ridgeless.display.Html;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.plots.Panels;
import org.ridgeless.plots.Plot;

/** A run as a notebook shows it: what its probes measured as small figures, and the last rows of the table. */
record RunDisplay(Run run) {
    private static final int MOST_FIGURES = 4;
    private static final int WIDTH = 460;
    private static final int HEIGHT = 280;
    private static final int ROWS = 6;

    MimeBundle mime(List<Probe> probes) {
        MimeBundle text = MimeBundle.text(run.toString());
        if (probes.isEmpty() || run.steps().length == 0) {
            return text;
        }
        Plot[] figures = probes.stream()
                .limit(MOST_FIGURES)
                .map(probe -> run.plot(probe).size(WIDTH, HEIGHT))
                .toArray(Plot[]::new);
        Panels figure = Panels.of(figures).columns(2);
        String image = "<img alt=\"" + Html.escape(figure.caption()) + "\" width=\"" + figure.width() + "\" height=\""
                + figure.height() + "\" src=\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(figure.png()) + "\">";
        return text.with(
                MimeBundle.HTML,
                "<div>" + image + run.table().last(ROWS).mime().data().get(MimeBundle.HTML) + "</div>");
    }
}
