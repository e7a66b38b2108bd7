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

    static String of(List<Exhibit> exhibits, List<NotebookCard> notebooks) {
        StringBuilder body = new StringBuilder();
        body.append("<h1>Theory over simulation</h1>\n");
        body.append(
                        "<p class=\"lead\">Each card is one claim of the theory of deep learning: what the theorem predicts,")
                .append(
                        " what a simulation observed, and whether the two agree. Dashed curves are theorems; they have no")
                .append(" free parameter.</p>\n");
        body.append("<p class=\"sum\">").append(summary(exhibits)).append("</p>\n");
        if (exhibits.stream().anyMatch(exhibit -> exhibit.size().equals(Size.TINY.label()))) {
            body.append("<p class=\"sum\">Some were run at tiny size, at which few checks can decide.</p>\n");
        }
        body.append(search(exhibits));
        body.append(notebooks(notebooks)).append(experiments(exhibits));
        return Page.of("Ridgeless: theory over simulation", "", "front", body.toString());
    }

    private static String summary(List<Exhibit> exhibits) {
        int checks = exhibits.stream().mapToInt(Exhibit::checks).sum();
        int passed = exhibits.stream().mapToInt(Exhibit::passed).sum();
        long finished = exhibits.stream().filter(Exhibit::hasResult).count();
        return finished + (finished == 1 ? " experiment, " : " experiments, ") + passed + " of " + checks
                + " checks passed";
    }

    private static String search(List<Exhibit> exhibits) {
        StringBuilder html = new StringBuilder("""
                <form class="search" role="search" hidden>
                <input type="search" id="search" placeholder="Search by name, paper, tag" aria-label="Search by name, paper or tag" autocomplete="off" spellcheck="false">
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
                .map(exhibit -> exhibit.outcome().toLowerCase(java.util.Locale.ROOT))
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
                    .append(Html.escape(exhibit.papers().get(0)))
                    .append("</p>\n");
        }
        html.append(Page.copyable(Fragments.java(exhibit.code()))).append("</div>\n</div>\n");
        html.append(
                exhibit.hasResult()
                        ? "<a class=\"picture\" href=\"" + page + "\" tabindex=\"-1\">"
                                + ExperimentPage.figure(exhibit, "experiments/") + "</a>\n"
                        : "<p class=\"stopped\">Stopped with an error: " + Html.escape(exhibit.error()) + "</p>\n");
        return html.append("</article>\n").toString();
    }

    /** Panels side by side need the whole width to be read. */
    private static boolean isWide(Exhibit exhibit) {
        return exhibit.width() > WIDE * exhibit.height();
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
                    .append("\">\n");
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
