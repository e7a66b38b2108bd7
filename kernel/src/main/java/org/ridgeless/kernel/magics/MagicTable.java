package org.ridgeless.kernel.magics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The magics of one shell by name. */
final class MagicTable {
    private final Map<String, Magic> byName = new LinkedHashMap<>();
    private final List<Magic> all = new ArrayList<>();

    void add(Magic magic) {
        all.add(magic);
        magic.names().forEach(name -> byName.put(name, magic));
    }

    boolean has(String name) {
        return byName.containsKey(name);
    }

    List<Magic> all() {
        return all.stream()
                .sorted(Comparator.comparing(magic -> magic.names().get(0)))
                .toList();
    }

    Magic find(String name, boolean wholeCell) {
        Magic magic = byName.get(name);
        if (magic == null) {
            throw new IllegalArgumentException(
                    "no magic %" + name + suggestion(name) + "; %lsmagic lists what there is");
        }
        Magic.Place wrong = wholeCell ? Magic.Place.LINE : Magic.Place.CELL;
        if (magic.place() == wrong) {
            throw new IllegalArgumentException(
                    wholeCell
                            ? "%%" + name + " has no form for a whole cell; write %" + name
                            : "%" + name + " takes the whole cell; write %%" + name + " in its first line");
        }
        return magic;
    }

    private String suggestion(String name) {
        return byName.keySet().stream()
                .filter(known -> distance(known.toLowerCase(), name.toLowerCase()) <= 2)
                .findFirst()
                .map(known -> "; did you mean %" + known + "?")
                .orElse("");
    }

    /** The number of letters to insert, delete or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
