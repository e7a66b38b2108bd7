package org.ridgeless.kernel.magics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The magics of one shell by name. */
final class MagicTable {
    private final Map<String, Magic> byName = new LinkedHashMap<>();
    private final List<Magic> all = new ArrayList<>();

    void add(Magic magic) {
        all.removeIf(other -> magic.names().contains(other.names().get(0)));
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
            throw new IllegalArgumentException("no magic " + sign(wholeCell) + name + suggestion(name, wholeCell)
                    + "; %lsmagic lists what there is");
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

    private static String sign(boolean wholeCell) {
        return wholeCell ? "%%" : "%";
    }

    /** A magic that can stand there, of which at most every third letter is another. */
    private String suggestion(String name, boolean wholeCell) {
        Magic.Place wrong = wholeCell ? Magic.Place.LINE : Magic.Place.CELL;
        return byName.keySet().stream()
                .filter(known -> byName.get(known).place() != wrong)
                .filter(known -> 3 * distance(known, name) <= Math.max(known.length(), name.length()))
                .min(Comparator.comparingInt(known -> distance(known, name)))
                .map(known -> "; did you mean " + sign(wholeCell) + known + "?")
                .orElse("");
    }

    private static int distance(String known, String name) {
        return letters(known.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
    }

    /** The number of letters to insert, delete, replace or swap with their neighbour (optimal string alignment). */
    private static int letters(String a, String b) {
        int[][] changes = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                changes[i][j] = i == 0 ? j : j == 0 ? i : fewest(changes, a, b, i, j);
            }
        }
        return changes[a.length()][b.length()];
    }

    private static int fewest(int[][] changes, String a, String b, int i, int j) {
        int replaced = changes[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        int fewest = Math.min(replaced, 1 + Math.min(changes[i - 1][j], changes[i][j - 1]));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(fewest, changes[i - 2][j - 2] + 1) : fewest;
    }
}
