package org.ridgeless.kernel.shell;

import java.util.List;

/**
 * A piece of a cell that JShell takes at a time.
 *
 * @param source the code, complete or with the error that makes it so
 * @param start where in the cell it begins
 * @param lines the lines of the cell
 */
record CodeUnit(String source, Position start, List<String> lines) {

    private static final String PREPROCESSED = "org.ridgeless.kernel.magics.";

    /** A place in a text, line and column counted from 0. */
    record Position(int line, int column) {

        static final Position BEGIN = new Position(0, 0);

        /** The position after some text that begins here. */
        Position after(String text) {
            int newline = text.lastIndexOf('\n');
            int more = (int) text.chars().filter(c -> c == '\n').count();
            return new Position(line + more, newline < 0 ? column + text.length() : text.length() - newline - 1);
        }
    }

    static List<String> linesOf(String cell) {
        return List.of(cell.split("\n", -1));
    }

    /** The same unit, shown with the lines that somebody wrote where a preprocessor put others in their place. */
    CodeUnit shownAs(List<String> written) {
        // A magic with the whole cell is one line.
        boolean whole = lines.size() == 1 && !written.isEmpty();
        boolean sameCell = whole || written.size() == lines.size();
        for (int i = 0; sameCell && i < lines.size(); i++) {
            sameCell = written.get(i).equals(lines.get(i)) || lines.get(i).contains(PREPROCESSED);
        }
        return sameCell ? new CodeUnit(source, start, written) : this;
    }

    /** Where in the cell an offset of the source is. */
    Position position(int offset) {
        return start.after(source.substring(0, Math.max(0, Math.min(offset, source.length()))));
    }

    /** A line of the cell. */
    String line(int number) {
        return lines.get(Math.max(0, Math.min(number, lines.size() - 1)));
    }
}
