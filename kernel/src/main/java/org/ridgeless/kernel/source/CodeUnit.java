package org.ridgeless.kernel.source;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A piece of a cell that JShell takes at a time.
 *
 * @param source the code, complete or with the error that makes it so
 * @param start where in the cell it begins
 * @param lines the lines of the cell
 * @param insertions what the kernel has written into the source, by offset in it
 */
public record CodeUnit(String source, Position start, List<String> lines, SortedMap<Integer, String> insertions) {

    public CodeUnit(String source, Position start, List<String> lines) {
        this(source, start, lines, Collections.emptySortedMap());
    }

    private static final String PREPROCESSED = "org.ridgeless.kernel.magics.";

    /** A place in a text, line and column counted from 0. */
    public record Position(int line, int column) {

        public static final Position BEGIN = new Position(0, 0);

        /** The position after some text that begins here. */
        Position after(String text) {
            int newline = text.lastIndexOf('\n');
            int more = (int) text.chars().filter(c -> c == '\n').count();
            return new Position(line + more, newline < 0 ? column + text.length() : text.length() - newline - 1);
        }
    }

    public static List<String> linesOf(String cell) {
        return List.of(cell.split("\n", -1));
    }

    /** The same unit, shown with the lines that somebody wrote where a preprocessor put others in their place. */
    public CodeUnit shownAs(List<String> written) {
        // A magic with the whole cell is one line.
        boolean whole = lines.size() == 1 && !written.isEmpty();
        boolean sameCell = whole || written.size() == lines.size();
        for (int i = 0; sameCell && i < lines.size(); i++) {
            sameCell = written.get(i).equals(lines.get(i)) || lines.get(i).contains(PREPROCESSED);
        }
        return sameCell ? new CodeUnit(source, start, written, insertions) : this;
    }

    /** The same unit with more in its source than anybody wrote, by offset. */
    public CodeUnit withInsertions(SortedMap<Integer, String> more) {
        StringBuilder text = new StringBuilder(source);
        SortedMap<Integer, String> places = new TreeMap<>();
        int shift = 0;
        for (Map.Entry<Integer, String> one : more.entrySet()) {
            text.insert(one.getKey() + shift, one.getValue());
            places.put(one.getKey() + shift, one.getValue());
            shift += one.getValue().length();
        }
        return more.isEmpty() ? this : new CodeUnit(text.toString(), start, lines, places);
    }

    /** Where in the cell an offset of the source is. */
    public Position position(int offset) {
        int end = Math.max(0, Math.min(offset, source.length()));
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Map.Entry<Integer, String> one : insertions.headMap(end).entrySet()) {
            text.append(source, from, one.getKey());
            from = Math.min(end, one.getKey() + one.getValue().length());
        }
        return start.after(text.append(source, from, end).toString());
    }

    /** A line of the cell. */
    public String line(int number) {
        return lines.get(Math.max(0, Math.min(number, lines.size() - 1)));
    }
}
