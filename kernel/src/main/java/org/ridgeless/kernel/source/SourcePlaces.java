package org.ridgeless.kernel.source;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where the pieces of code that JShell knows by an identifier stand in the cells. */
public final class SourcePlaces {

    private final Map<String, Origin> origins = new ConcurrentHashMap<>();

    /** A piece of code and the number of its cell. */
    public record Origin(int cell, CodeUnit unit) {}

    /**
     * A line of a cell.
     *
     * @param line counted from 1
     * @param text the line itself
     */
    public record Place(int cell, int line, String text) {

        @Override
        public String toString() {
            return "cell " + cell + ", line " + line;
        }
    }

    public void remember(String snippet, int cell, CodeUnit unit) {
        origins.put(snippet, new Origin(cell, unit));
    }

    /** Says that a snippet stands for another one. */
    public void copy(String snippet, String other) {
        Origin origin = origins.get(snippet);
        if (origin != null) {
            origins.put(other, origin);
        }
    }

    /** The number of the cell that a snippet comes from. */
    public Optional<Integer> cell(String snippet) {
        return Optional.ofNullable(origins.get(snippet)).map(Origin::cell);
    }

    /** The place of a stack frame that JShell has translated: its file is the snippet, its line that of the snippet. */
    public Optional<Place> find(StackTraceElement frame) {
        String file = frame.getFileName();
        if (file == null || !file.startsWith("#")) {
            return Optional.empty();
        }
        return Optional.ofNullable(origins.get(file.substring(1)))
                .map(origin -> place(origin.cell(), origin.unit(), frame.getLineNumber() - 1));
    }

    /**
     * A line of a cell with the whole of it.
     *
     * @param line counted from 1
     */
    public record Line(String code, int cell, int line) {}

    /**
     * As {@link #find}, for who knows cells by their code; nothing for a line behind the code, where a method ends that JShell has made.
     *
     * @param running where a snippet comes from that is not known yet
     */
    public Optional<Line> line(StackTraceElement frame, Origin running) {
        Origin origin = origins.getOrDefault(frame.getFileName().substring(1), running);
        CodeUnit unit = origin.unit();
        int line = frame.getLineNumber();
        return line <= CodeUnit.linesOf(unit.source().stripTrailing()).size()
                ? Optional.of(new Line(
                        String.join("\n", unit.lines()),
                        origin.cell(),
                        unit.start().line() + line))
                : Optional.empty();
    }

    /** The place of a line of a unit, the lines of the unit counted from 0. */
    static Place place(int cell, CodeUnit unit, int line) {
        int number = unit.start().line() + Math.max(0, line);
        return new Place(cell, number + 1, unit.line(number));
    }
}
