package org.ridgeless.experiments;

import java.util.Base64;
import java.util.List;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Plot;
import org.ridgeless.tables.Results;

/** What an experiment came to. Shows itself as figure and verdict. */
public final class Result implements Displayable {
    private final Card card;
    private final Settings settings;
    private final Findings findings;
    private final double seconds;

    Result(Card card, Settings settings, Findings findings, double seconds) {
        this.card = card;
        this.settings = settings;
        this.findings = findings;
        this.seconds = seconds;
    }

    /** The simulation with theory on top. */
    public Plot plot() {
        return findings.plot();
    }

    /** The numbers behind the figure; {@code table().table()} is a Tablesaw table. */
    public Results table() {
        return findings.table();
    }

    public Verdict verdict() {
        return findings.verdict();
    }

    /** The claim, its formula, its assumptions and its papers, in Markdown. */
    public Text explain() {
        return Text.markdown(card.markdown() + "\n**This run** " + settings + "\n");
    }

    /** The papers as BibTeX. */
    public Text cite() {
        return Text.plain(card.bibtex());
    }

    public Card card() {
        return card;
    }

    /** All options of the run, seed included. */
    public Settings settings() {
        return settings;
    }

    /** How long the run took. */
    public double seconds() {
        return seconds;
    }

    /** Whether the run was interrupted. */
    public boolean isPartial() {
        return findings.table().isPartial();
    }

    /** In one piece: a front end shows one form only, so the figure lies in the HTML, and nowhere else. */
    @Override
    public MimeBundle mime() {
        Plot plot = plot();
        String html = "<img alt=\"\" width=\"" + plot.width() + "\" height=\"" + plot.height()
                + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(plot.png()) + "\">"
                + verdict().mime().data().get(MimeBundle.HTML);
        return MimeBundle.text(toString()).with(MimeBundle.HTML, html);
    }

    @Override
    public List<Displayable> parts() {
        return List.of(plot(), verdict());
    }

    @Override
    public String toString() {
        return verdict().toString();
    }
}
