package org.ridgeless.lab.gallery;

import java.util.List;
import org.ridgeless.study.Card;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Paper;
import org.ridgeless.study.Result;
import org.ridgeless.verdict.Outcome;

/**
 * What the front page knows of one experiment. It lies beside the experiment's page, so that a later run finds the cards
 * that are finished.
 *
 * @param error why there is no result, or the empty text
 * @param parts the packages of the toolkit that the experiment draws on
 */
public record Exhibit(
        String name,
        String entry,
        String title,
        String claim,
        String formula,
        List<String> papers,
        String theme,
        List<String> parts,
        String code,
        String outcome,
        int passed,
        int checks,
        String caption,
        int width,
        int height,
        String size,
        long seed,
        double seconds,
        String error) {

    static Exhibit of(Experiment<?> experiment, Result result, String size, long seed) {
        int passed = (int) result.verdict().judgements().stream()
                .filter(judgement -> judgement.outcome() == Outcome.PASS)
                .count();
        Exhibit exhibit = failed(experiment, size, seed, "");
        return new Exhibit(
                exhibit.name,
                exhibit.entry,
                exhibit.title,
                exhibit.claim,
                exhibit.formula,
                exhibit.papers,
                exhibit.theme,
                exhibit.parts,
                exhibit.code,
                result.verdict().outcome().name(),
                passed,
                result.verdict().checks().size(),
                result.plot().caption(),
                result.plot().width(),
                result.plot().height(),
                size,
                seed,
                result.seconds(),
                "");
    }

    /** An experiment that stopped with an error: its claim remains, without a figure and without a verdict. */
    static Exhibit failed(Experiment<?> experiment, String size, long seed, String error) {
        Card card = experiment.card();
        return new Exhibit(
                card.name(),
                card.entry(),
                card.title(),
                card.claim(),
                card.formulas().isEmpty() ? "" : card.formulas().get(0),
                card.papers().stream().map(Paper::line).toList(),
                Themes.of(card),
                Sources.parts(experiment.getClass()),
                Snippets.cell(experiment.getClass(), size, seed),
                "",
                0,
                0,
                "",
                0,
                0,
                size,
                seed,
                0,
                error);
    }

    boolean hasResult() {
        return error.isEmpty();
    }

    boolean madeWith(String wantedSize, long wantedSeed) {
        return hasResult() && size.equals(wantedSize) && seed == wantedSeed;
    }

    /** The words under which a reader may look for it. */
    String words() {
        return String.join(
                " ", name, entry, title, claim, theme, String.join(" ", parts), String.join(" ", papers), outcome);
    }
}
