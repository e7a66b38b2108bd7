package org.ridgeless.lab.gallery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Option;

/**
 * The option of an experiment that the reader of its card moves, and the values at which it is computed: those of the card
 * and the one that the option has anyway.
 *
 * @param option its name
 * @param help what it is
 * @param values rising
 * @param start the place of the value that it has anyway
 */
record Dial(String option, String help, List<String> values, int start) {

    /**
     * @throws IllegalArgumentException if the card names an option that the experiment does not have, or a value that the option
     *     does not accept
     */
    static Optional<Dial> of(Experiment<?> experiment) {
        String line = experiment.card().slider();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        String[] words = line.split("\\s+");
        String name = words[0];
        Option<?> option = experiment.options().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the slider of the card "
                        + experiment.card().name() + " needs an option of the experiment, got " + name));
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(value(experiment, name), value(experiment, name));
        for (int i = 1; i < words.length; i++) {
            shown.putIfAbsent(value(experiment.set(name, words[i]), name), words[i]);
        }
        List<String> values = new ArrayList<>(shown.values());
        String start = values.get(0);
        values.sort(Comparator.comparingDouble(Double::parseDouble));
        return Optional.of(new Dial(name, option.help(), List.copyOf(values), values.indexOf(start)));
    }

    /** The value that an option has, as its experiment writes it. */
    private static String value(Experiment<?> experiment, String option) {
        return experiment.recipe().options().get(option).replaceFirst("\\.0$", "");
    }
}
