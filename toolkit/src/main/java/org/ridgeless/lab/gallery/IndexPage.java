package org.ridgeless.lab.gallery;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ridgeless.display.Html;
import org.ridgeless.kernel.notebook.html.Fragments;
import org.ridgeless.study.Size;

/** The front page: a search, the notebooks, and a card for each experiment. */
final class IndexPage {
    private static final int FREQUENT = 3;
    private static final double WIDE = 1.7;

    private IndexPage() {}

    static String of(List<Exhibit> exhibits, List<NotebookCard> notebooks, FrontData front) {
        StringBuilder body = new StringBuilder();
        body.append("<h1>Theory over simulation</h1>\n");
        body.append(
                "<p class=\"lead\">Each card below is one claim of the theory of deep learning: what the theorem predicts,"
                        + " what a simulation observed, and whether the two agree.</p>\n");
        body.append(FrontSection.of(front));
        body.append("<p class=\"sum\">").append(summary(exhibits)).append(".</p>\n");
        body.append("<p class=\"sum\">Dashed curves are theory. Nothing in them is fitted, except where the legend says"
                + " “scaled”: there theory gives the slope, and one data point the height.</p>\n");
        if (exhibits.stream().anyMatch(exhibit -> exhibit.size().equals(Size.TINY.label()))) {
            body.append("<p class=\"sum\">Some were run at tiny size, at which few checks can decide.</p>\n");
        }
        body.append(search(exhibits)).append(experiments(exhibits)).append(notebooks(notebooks));
        return Page.of("Ridgeless: theory over simulation", "", "front", body.toString());
    }

    private static String summary(List<Exhibit> exhibits) {
        List<Shot> shots =
                exhibits.stream().filter(Exhibit::hasResult).map(Exhibit::shot).toList();
        int checks = shots.stream().mapToInt(Shot::checks).sum();
        int passed = shots.stream().mapToInt(Shot::passed).sum();
        int finished = shots.size();
        return finished + (finished == 1 ? " experiment, " : " experiments, ") + passed + " of " + checks
                + " checks passed";
    }

    private static String search(List<Exhibit> exhibits) {
        StringBuilder html = new StringBuilder("""
                <form class="search" role="search" hidden>
                <input type="search" id="search" placeholder="Search: edelman, κ, kappa, margin" aria-label="Search titles, papers, authors, symbols and notebooks" autocomplete="off" spellcheck="false">
                <output id="found" for="search"></output>
                <p class="tags">""");
        tags(exhibits).forEach(tag -> html.append(tag(tag)).append(' '));
        return html.append("</p>\n</form>\n").toString();
    }

    /** The themes, the parts of the toolkit that several experiments share, and the outcomes that occur. */
    private static Set<String> tags(List<Exhibit> exhibits) {
        Set<String> tags = new LinkedHashSet<>();
        exhibits.forEach(exhibit -> tags.add(exhibit.theme()));
        new TreeMap<>(exhibits.stream()
                        .flatMap(exhibit -> exhibit.parts().stream())
                        .collect(Collectors.groupingBy(part -> part, Collectors.counting())))
                .forEach((part, count) -> {
                    if (count >= FREQUENT) {
                        tags.add(part);
                    }
                });
        exhibits.stream()
                .filter(Exhibit::hasResult)
                .map(exhibit -> exhibit.shot().outcome().toLowerCase(java.util.Locale.ROOT))
                .sorted()
                .forEach(tags::add);
        return tags;
    }

    private static String tag(String text) {
        return "<button type=\"button\" class=\"tag\" aria-pressed=\"false\">" + Html.escape(text) + "</button>";
    }

    private static String experiments(List<Exhibit> exhibits) {
        Map<String, StringBuilder> themes = new LinkedHashMap<>();
        for (Exhibit exhibit : exhibits) {
            themes.computeIfAbsent(exhibit.theme(), theme -> new StringBuilder())
                    .append(card(exhibit));
        }
        StringBuilder html = new StringBuilder("<div id=\"experiments\">\n");
        themes.forEach((theme, cards) -> html.append("<section class=\"theme\">\n<h2>")
                .append(Html.escape(theme))
                .append("</h2>\n")
                .append(cards)
                .append("</section>\n"));
        if (exhibits.isEmpty()) {
            html.append("<p>No experiment has been run into this folder yet.</p>\n");
        }
        return html.append("</div>\n").toString();
    }

    private static String card(Exhibit exhibit) {
        String page = "experiments/" + exhibit.name() + ".html";
        String title = Html.escape(exhibit.title());
        StringBuilder html = new StringBuilder("<article class=\"item card" + (isWide(exhibit) ? " wide" : "")
                + "\" id=\"" + exhibit.name() + "\" data-words=\"" + Html.escape(exhibit.words())
                + "\" data-tags=\"" + Html.escape(String.join("|", exhibit.tags()))
                + "\">\n<div class=\"words\">\n<div>\n");
        html.append("<p class=\"over\"><span class=\"entry\">")
                .append(Html.escape(exhibit.entry()))
                .append("</span> ")
                .append(Page.badge(exhibit))
                .append("</p>\n<h3>")
                .append(exhibit.hasResult() ? "<a href=\"" + page + "\">" + title + "</a>" : title)
                .append("</h3>\n<div class=\"claim\">")
                .append(Fragments.markdown(Page.unbroken(exhibit.claim())))
                .append("</div>\n</div>\n<div>\n<div class=\"formula\">")
                .append(Fragments.markdown(Formulas.inPieces(exhibit.formula())))
                .append("</div>\n");
        if (!exhibit.papers().isEmpty()) {
            html.append("<p class=\"paper\">")
                    .append(ExperimentPage.paper(exhibit.papers().get(0)))
                    .append("</p>\n");
        }
        html.append(Page.copyable(Fragments.java(exhibit.code()))).append("</div>\n</div>\n");
        html.append(
                exhibit.hasResult()
                        ? Shots.of(exhibit, "experiments/", page)
                        : "<p class=\"stopped\">Stopped with an error: " + Html.escape(exhibit.error()) + "</p>\n");
        return html.append("</article>\n").toString();
    }

    /** Panels side by side need the whole width to be read. */
    private static boolean isWide(Exhibit exhibit) {
        return exhibit.hasResult()
                && exhibit.shot().width() > WIDE * exhibit.shot().height();
    }

    private static String notebooks(List<NotebookCard> notebooks) {
        if (notebooks.isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder(
                "<section class=\"theme\" id=\"notebooks\">\n<h2>Notebooks</h2>\n<div class=\"shelf\">\n");
        for (NotebookCard notebook : notebooks) {
            String page = Html.escape("notebooks/" + notebook.file());
            html.append("<article class=\"item\" data-words=\"")
                    .append(Html.escape(notebook.words()))
                    .append("\" data-tags=\"notebook\">\n");
            if (!notebook.picture().isEmpty()) {
                html.append("<a class=\"picture\" href=\"")
                        .append(page)
                        .append("\" tabindex=\"-1\"><figure><img src=\"notebooks/")
                        .append(Html.escape(notebook.picture()))
                        .append("\" alt=\"\" loading=\"lazy\"></figure></a>\n");
            }
            html.append("<h3><a href=\"")
                    .append(page)
                    .append("\">")
                    .append(Html.escape(notebook.title()))
                    .append("</a></h3>\n<div class=\"claim\">")
                    .append(Fragments.markdown(notebook.question()))
                    .append("</div>\n</article>\n");
        }
        return html.append("</div>\n</section>\n").toString();
    }
}
