package org.ridgeless.lab.gallery;

import java.util.List;
import java.util.stream.Stream;
import org.ridgeless.study.Card;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Paper;

/**
 * What the front page knows of one experiment. It lies beside the experiment's page, so that a later run finds the cards
 * that are finished.
 *
 * @param parts the packages of the toolkit that the experiment draws on
 * @param words under which a reader may look for it
 * @param dial the option that the reader moves, null if there is none
 * @param shots one run for each value of the dial, else one; none after an error
 * @param error why there is no result, or the empty text
 */
record Exhibit(
        String name,
        String entry,
        String title,
        String claim,
        String formula,
        List<Reference> papers,
        String theme,
        List<String> parts,
        String code,
        String words,
        Dial dial,
        List<Shot> shots,
        String size,
        long seed,
        double seconds,
        String error) {

    /**
     * A paper.
     *
     * @param line authors, year, title and place
     * @param link where it can be read, or the empty text
     */
    record Reference(String line, String link) {
        static Reference of(Paper paper) {
            return new Reference(paper.line(), paper.link().orElse(""));
        }
    }

    static Exhibit of(Experiment<?> experiment, Runs runs, String size, long seed) {
        String name = experiment.card().name();
        List<Shot> shots = runs.results().entrySet().stream()
                .map(run -> Shot.of(name, run.getKey(), run.getValue()))
                .toList();
        return of(experiment, runs.dial(), shots, size, seed, runs.seconds(), "");
    }

    /** An experiment that stopped with an error: its claim remains, without a figure and without a verdict. */
    static Exhibit failed(Experiment<?> experiment, String size, long seed, String error) {
        return of(experiment, null, List.of(), size, seed, 0, error);
    }

    private static Exhibit of(
            Experiment<?> experiment,
            Dial dial,
            List<Shot> shots,
            String size,
            long seed,
            double seconds,
            String error) {
        Card card = experiment.card();
        return new Exhibit(
                card.name(),
                card.entry(),
                card.title(),
                card.claim(),
                card.formulas().isEmpty() ? "" : card.formulas().get(0),
                card.papers().stream().map(Reference::of).toList(),
                Themes.of(card),
                Sources.parts(experiment.getClass()),
                Snippets.cell(experiment.getClass(), size, seed),
                Words.of(card.name(), card.entry(), Themes.of(card), card.markdown()),
                dial,
                shots,
                size,
                seed,
                seconds,
                error);
    }

    boolean hasResult() {
        return error.isEmpty() && !shots.isEmpty();
    }

    /** The run with the options that the size gives. */
    Shot shot() {
        return shots.get(start());
    }

    int start() {
        return dial == null ? 0 : dial.start();
    }

    boolean madeWith(String wantedSize, long wantedSeed) {
        return hasResult() && size.equals(wantedSize) && seed == wantedSeed;
    }

    /** By what it can be picked from the tags: theme, parts and outcome. */
    List<String> tags() {
        Stream<String> outcome =
                hasResult() ? Stream.of(shot().outcome().toLowerCase(java.util.Locale.ROOT)) : Stream.empty();
        return Stream.of(Stream.of(theme), parts.stream(), outcome)
                .flatMap(tags -> tags)
                .toList();
    }
}
