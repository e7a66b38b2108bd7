package org.ridgeless.lab.gallery;

import java.util.Map;
import org.ridgeless.experiments.Experiment;

/** The headings under which the experiments stand: one for each package of experiments. */
final class Themes {
    private static final Map<String, String> NAMES = Map.of(
            "experiments", "Random matrices",
            "randommatrices", "Random matrices",
            "margins", "Margins and flows",
            "descent", "Descent and its noise",
            "landscape", "Landscapes and approximation",
            "geometry", "Geometry of trained networks");

    private Themes() {}

    static String of(Class<?> experiment) {
        String place = experiment.getPackageName();
        String last = place.substring(place.lastIndexOf('.') + 1);
        if (!place.startsWith(Experiment.class.getPackageName())) {
            return "Others";
        }
        return NAMES.getOrDefault(last, Character.toUpperCase(last.charAt(0)) + last.substring(1));
    }
}
