package org.ridgeless.lab.gallery;

import java.util.List;
import org.ridgeless.display.Html;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.display.Numbers;
import org.ridgeless.kernel.notebook.html.Fragments;
import org.ridgeless.study.Card;
import org.ridgeless.study.Paper;
import org.ridgeless.study.Result;

/** All there is to say about one experiment and one run of it. */
final class ExperimentPage {
    private ExperimentPage() {}

    static String of(Exhibit exhibit, Class<?> type, Result result) {
        Card card = result.card();
        StringBuilder body = new StringBuilder("<article class=\"experiment\">\n");
        body.append("<p class=\"over\">").append(Html.escape(exhibit.theme()));
        body.append(" <span class=\"entry\">")
                .append(Html.escape(exhibit.entry()))
                .append("</span></p>\n");
        body.append("<h1>").append(Html.escape(exhibit.title())).append("</h1>\n");
        body.append("<div class=\"claim\">")
                .append(Fragments.markdown(Page.unbroken(exhibit.claim())))
                .append("</div>\n");
        body.append("<p class=\"verdict\">").append(Page.badge(exhibit)).append("</p>\n");
        body.append(Shots.of(exhibit, "", "")).append(theory(card));
        body.append("<h2>Verdict</h2>\n<div class=\"checks rich\">")
                .append(result.verdict().mime().data().get(MimeBundle.HTML))
                .append("</div>\n");
        body.append("<h2>Run it</h2>\n<p>In a notebook:</p>\n")
                .append(Page.copyable(Fragments.java(exhibit.code())))
                .append("<p>In a shell:</p>\n")
                .append(Page.copyable(Page.plain(Snippets.shell(exhibit.name(), exhibit.size(), exhibit.seed()))));
        body.append("<p class=\"settings\">This run: ")
                .append(Html.escape(result.settings().toString()))
                .append("; it took ")
                .append(Html.escape(Numbers.show(result.seconds())))
                .append(" s.</p>\n");
        Sources.of(type)
                .ifPresent(source -> body.append("<details><summary>The code behind it: ")
                        .append(type.getSimpleName())
                        .append(".java</summary>\n")
                        .append(Page.copyable(Fragments.java(source)))
                        .append("</details>\n"));
        body.append(papers(card));
        return Page.of(
                exhibit.title() + " – Ridgeless",
                "../",
                "one",
                body.append("</article>\n").toString());
    }

    private static String theory(Card card) {
        StringBuilder html = new StringBuilder("<h2>Theory</h2>\n<div class=\"text\">\n");
        card.formulas()
                .forEach(formula -> html.append("<div class=\"formula\">")
                        .append(Fragments.markdown(Formulas.inPieces(formula)))
                        .append("</div>\n"));
        if (!card.assumptions().isEmpty()) {
            html.append("<p class=\"assumptions\">Assumptions</p>\n").append(list(card.assumptions()));
        }
        card.remarks().forEach(remark -> html.append(Fragments.markdown(remark)));
        return html.append("</div>\n").toString();
    }

    private static String list(List<String> lines) {
        return Fragments.markdown("* " + String.join("\n* ", lines));
    }

    private static String papers(Card card) {
        StringBuilder html = new StringBuilder("<h2>Papers</h2>\n<ul class=\"papers\">\n");
        for (Paper paper : card.papers()) {
            html.append("<li>").append(paper(Exhibit.Reference.of(paper))).append("</li>\n");
        }
        return html.append("</ul>\n<details><summary>BibTeX</summary>\n")
                .append(Page.copyable(Page.plain(card.bibtex())))
                .append("</details>\n")
                .toString();
    }

    static String paper(Exhibit.Reference paper) {
        String line = Html.escape(paper.line());
        return paper.link().isEmpty()
                ? line
                : line + " <a href=\"" + Html.escape(paper.link()) + "\">Read the paper</a>";
    }
}
