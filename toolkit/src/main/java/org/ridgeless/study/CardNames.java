package org.ridgeless.study;

import java.util.List;
import java.util.Locale;

/** Names and tags of cards: lower case words joined by hyphens. */
final class CardNames {
    private static final String WORDS = "[a-z0-9]+(-[a-z0-9]+)*";

    private CardNames() {}

    /** The name of a class in such words: {@code momentum-edge} for {@code MomentumEdge}. */
    static String of(Class<?> type) {
        String words = words(type.getSimpleName());
        if (!words.matches(WORDS)) {
            throw new IllegalArgumentException(
                    "a class with a card needs a name in plain letters, got " + type.getName());
        }
        return words;
    }

    static String words(String className) {
        return className
                .replaceAll("([a-z0-9])([A-Z])", "$1-$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1-$2")
                .toLowerCase(Locale.ROOT);
    }

    /** The tag, if it is made of such words and not among the others. */
    static String theme(String tag, List<String> others) {
        require("theme", tag);
        if (others.contains(tag)) {
            throw new IllegalArgumentException("the theme " + tag + " is there twice");
        }
        return tag;
    }

    static String require(String what, String text) {
        if (!text.matches(WORDS)) {
            throw new IllegalArgumentException(
                    "a " + what + " is made of lower case words joined by hyphens, got \"" + text + "\"");
        }
        return text;
    }
}
