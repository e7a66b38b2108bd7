package org.ridgeless.experiments;

import java.util.Base64;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.plots.Plot;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Verdict;

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

    @Override
    public MimeBundle mime() {
        Plot plot = plot();
        byte[] png = plot.png();
        // A front end shows one form only, so the HTML carries the figure too.
        String html = "<img alt=\"\" width=\"" + plot.width() + "\" height=\"" + plot.height()
                + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(png) + "\">"
                + verdict().mime().data().get(MimeBundle.HTML);
        return MimeBundle.text(toString()).with(MimeBundle.HTML, html).withPng(png, plot.width(), plot.height());
    }

    @Override
    public String toString() {
        return verdict().toString();
    }
}
