package org.ridgeless.study;

import java.util.Base64;
import java.util.List;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.plots.Plot;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Verdict;

/** What an experiment came to. Shows itself as figure and verdict. */
public final class Result implements Displayable {
    private final Card card;
    private final Settings settings;
    private final Plot plot;
    private final Results table;
    private final Verdict verdict;
    private final double seconds;
    private final String remark;

    Result(Card card, Settings settings, Lab lab, double seconds) {
        this.card = card;
        this.settings = settings;
        this.plot = lab.plot();
        this.table = lab.table();
        this.verdict = lab.verdict();
        this.seconds = seconds;
        this.remark = "";
    }

    private Result(Result other, String remark) {
        this.card = other.card;
        this.settings = other.settings;
        this.plot = other.plot;
        this.table = other.table;
        this.verdict = other.verdict;
        this.seconds = other.seconds;
        this.remark = remark;
    }

    /** This result with a remark about where its cells were computed; empty if there is nothing to say. */
    Result noting(String text) {
        return new Result(this, text);
    }

    /** The simulation with theory beside it. */
    public Plot plot() {
        return plot;
    }

    /** The numbers behind the figure; {@code table().table()} is a Tablesaw table. */
    public Results table() {
        return table;
    }

    /** All claims of the run, judged together at one level. */
    public Verdict verdict() {
        return verdict;
    }

    /** The claim, its formula, its assumptions and its papers, in Markdown. */
    public Text explain() {
        return Text.markdown(card.markdown() + "\n**This run** " + settings + "\n");
    }

    /** The papers as BibTeX. */
    public Text cite() {
        return Text.plain(card.bibtex());
    }

    /** What the experiment is about. */
    public Card card() {
        return card;
    }

    /** All options of the run, seed included. */
    public Settings settings() {
        return settings;
    }

    /** How long the run took, in seconds of wall time. */
    public double seconds() {
        return seconds;
    }

    /** Whether something is missing: the run was interrupted, or a cell stopped with an error. */
    public boolean isPartial() {
        return verdict.isPartial();
    }

    /** In one piece: a front end shows one form only, so the figure lies in the HTML, and nowhere else. */
    @Override
    public MimeBundle mime() {
        String html = "<img alt=\"\" width=\"" + plot.width() + "\" height=\"" + plot.height()
                + "\" src=\"data:image/png;base64," + Base64.getEncoder().encodeToString(plot.png()) + "\">"
                + verdict.mime().data().get(MimeBundle.HTML);
        return MimeBundle.text(toString()).with(MimeBundle.HTML, html);
    }

    @Override
    public List<Displayable> parts() {
        return List.of(plot, verdict);
    }

    @Override
    public String toString() {
        return verdict + (remark.isEmpty() ? "" : "\nNote: " + remark);
    }
}
