package org.ridgeless.lab.gallery;

import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The words of a text, each once, for a search: a Greek letter also by its name and by its TeX command. */
final class Words {
    private static final String[] GREEK = {
        "alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu", "nu",
        "xi", "omicron", "pi", "rho", "", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"
    };
    private static final Map<String, String> NAMES = new TreeMap<>();
    private static final Map<String, String> LETTERS = new TreeMap<>();

    static {
        for (int i = 0; i < GREEK.length; i++) {
            String letter = Character.toString('α' + i);
            NAMES.put(letter, GREEK[i]);
            LETTERS.put(GREEK[i], letter);
            LETTERS.put("var" + GREEK[i], letter);
        }
        NAMES.put("ς", "sigma");
        LETTERS.remove("");
    }

    private static final Pattern SPACE = Pattern.compile("[\\s|]+");
    private static final Pattern EDGE = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    static String of(String... texts) {
        Set<String> words = new LinkedHashSet<>();
        for (String text : texts) {
            for (String token : SPACE.split(text.toLowerCase(Locale.ROOT))) {
                add(words, EDGE.matcher(token).replaceAll(""));
            }
        }
        return String.join(" ", words);
    }

    private static void add(Set<String> words, String token) {
        if (token.isEmpty()) {
            return;
        }
        if (!token.contains("\\") && !token.contains("/") && !token.contains("$")) {
            words.add(token);
        }
        for (String part : BETWEEN.split(token)) {
            String name = LETTERS.containsKey(part) ? part.replaceFirst("^var", "") : part;
            if (!name.isEmpty()) {
                words.add(name);
            }
            if (LETTERS.containsKey(part)) {
                words.add(LETTERS.get(part));
            }
            part.codePoints()
                    .mapToObj(Character::toString)
                    .filter(NAMES::containsKey)
                    .forEach(letter -> {
                        words.add(letter);
                        words.add(NAMES.get(letter));
                    });
        }
    }
}
