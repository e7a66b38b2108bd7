package org.ridgeless.lab.gallery;

import java.util.Map;
import org.ridgeless.study.Card;

/** The headings under which the experiments stand: the first theme of each card. */
final class Themes {
    private static final Map<String, String> NAMES = Map.of(
            "random-matrices", "Random matrices",
            "margins", "Margins and flows",
            "descent", "Descent and its noise",
            "landscapes", "Landscapes and approximation",
            "stability", "Stability and certificates",
            "wide-networks", "Wide and collapsed networks",
            "learning-theory", "Learning theory");

    private Themes() {}

    static String of(Card card) {
        if (card.themes().isEmpty()) {
            return "Others";
        }
        String theme = card.themes().get(0);
        String words = theme.replace('-', ' ');
        return NAMES.getOrDefault(theme, Character.toUpperCase(words.charAt(0)) + words.substring(1));
    }
}
