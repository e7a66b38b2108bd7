package org.ridgeless.lab.gallery;

import java.util.List;
import org.ridgeless.study.Result;
import org.ridgeless.verdict.Outcome;

/**
 * One run of an experiment: its picture and what was judged.
 *
 * @param value of the option that the reader moves, empty if there is none
 * @param picture the name of its file, without an ending
 * @param caption one line for each panel
 */
record Shot(
        String value,
        String picture,
        String caption,
        int width,
        int height,
        int smallHeight,
        String outcome,
        int passed,
        int checks,
        List<Rivalry> rivals) {
    static Shot of(String name, String value, Result result) {
        int passed = (int) result.verdict().judgements().stream()
                .filter(judgement -> judgement.outcome() == Outcome.PASS)
                .count();
        return new Shot(
                value,
                picture(name, value),
                result.plot().caption(),
                result.plot().width(),
                result.plot().height(),
                Thumbnail.of(result.plot()).height(),
                result.verdict().outcome().name(),
                passed,
                result.verdict().checks().size(),
                Rivalry.of(result.verdict()));
    }

    /** The name of the file without its ending: the main run has that of the experiment. */
    static String picture(String name, String value) {
        return value.isEmpty() ? name : name + "." + value.replaceAll("[^0-9A-Za-z.]", "_");
    }
}
