package org.ridgeless.lab.gallery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Result;

/**
 * The runs of one experiment: with the options that its size gives, and at each other value of the option that the reader of
 * its card moves.
 */
public final class Runs {
    private final Dial dial;
    private final Map<String, Result> results;

    private Runs(Dial dial, Map<String, Result> results) {
        this.dial = dial;
        this.results = results;
    }

    /**
     * Runs an experiment.
     *
     * @param experiment with its options, seed and number of threads set
     * @param sliders whether it is also run at the values of its card's slider
     * @return the runs, or nothing if one of them was interrupted
     * @throws IllegalArgumentException if the slider of the card does not fit the options of the experiment
     */
    public static Optional<Runs> of(Experiment<?> experiment, boolean sliders) {
        Dial dial = sliders ? Dial.of(experiment).orElse(null) : null;
        Map<String, Result> results = new LinkedHashMap<>();
        if (dial == null) {
            results.put("", experiment.run());
        } else {
            for (String value : dial.values()) {
                results.put(value, experiment.set(dial.option(), value).run());
                if (results.get(value).isPartial()) {
                    break;
                }
            }
        }
        boolean whole = results.values().stream().noneMatch(Result::isPartial);
        return whole ? Optional.of(new Runs(dial, results)) : Optional.empty();
    }

    /** The one with the options that the size gives. */
    public Result main() {
        return dial == null ? results.get("") : results.get(dial.values().get(dial.start()));
    }

    /** What all of them took. */
    public double seconds() {
        return results.values().stream().mapToDouble(Result::seconds).sum();
    }

    /** The option that is moved, null if there is none. */
    Dial dial() {
        return dial;
    }

    /** By value of the option, rising; under the empty text if there is none. */
    Map<String, Result> results() {
        return results;
    }
}
