package org.ridgeless.kernel.source;

import java.util.List;
import java.util.Optional;
import org.ridgeless.kernel.source.CellParser.Fault;
import org.ridgeless.kernel.source.CellParser.Piece;
import org.ridgeless.kernel.source.CellParser.Reading;
import org.ridgeless.kernel.source.CodeUnit.Position;

/** Cuts a cell into the statements and declarations that JShell takes one by one. The pieces put together are the cell. */
public final class CellSplitter {

    private final CellParser parser;
    private final List<String> lines;
    private String read = "";
    private Reading reading = new Reading(List.of(), Optional.empty());

    public CellSplitter(CellParser parser, String cell) {
        this.parser = parser;
        this.lines = CodeUnit.linesOf(cell);
    }

    /**
     * The first piece of some code, and the code that follows it.
     *
     * @param isDefinition whether the unit defines something and runs nothing
     * @param fault what is wrong if the code is broken, so that the unit is all of it; the place is one in the unit
     */
    public record Cut(CodeUnit unit, String rest, Position end, boolean isDefinition, Optional<Fault> fault) {

        public boolean complete() {
            return fault.isEmpty();
        }
    }

    /** Cuts off the first unit; empty when nothing but white space and comments is left. */
    public Optional<Cut> next(String code, Position start) {
        if (isBlank(code)) {
            return Optional.empty();
        }
        String trimmed = code.stripLeading();
        int blank = code.length() - trimmed.length();
        Position first = start.after(code.substring(0, blank));
        int shift = read(code);
        Optional<Piece> piece =
                reading.pieces().stream().filter(one -> one.begin() == shift).findFirst();
        if (piece.isEmpty()) {
            Fault fault = reading.fault().orElseThrow(() -> new IllegalStateException("code is left over: " + code));
            Fault inUnit = new Fault(Math.max(0, fault.position() - shift - blank), fault.message(), fault.isGap());
            Position end = first.after(trimmed);
            return Optional.of(new Cut(new CodeUnit(trimmed, first, lines), "", end, false, Optional.of(inUnit)));
        }
        int end = piece.get().end() - shift;
        String rest = code.substring(end);
        CodeUnit unit = new CodeUnit(source(code, piece.get(), shift + blank, shift), first, lines);
        boolean isDefinition = piece.get().isDefinition();
        return Optional.of(new Cut(unit, rest, start.after(code.substring(0, end)), isDefinition, Optional.empty()));
    }

    /** Reads code that has not been read; returns where it stands in what has been read. */
    private int read(String code) {
        int shift = read.length() - code.length();
        boolean isKnown = shift >= 0
                && read.endsWith(code)
                && (shift == reading.end() || reading.pieces().stream().anyMatch(piece -> piece.begin() == shift));
        if (isKnown) {
            return shift;
        }
        read = code;
        reading = parser.read(code);
        return 0;
    }

    /** The code of a piece, with the semicolons that are missing in it. */
    private String source(String code, Piece piece, int begin, int shift) {
        StringBuilder source = new StringBuilder(code.substring(begin - shift, piece.end() - shift));
        for (int i = piece.gaps().size() - 1; i >= 0; i--) {
            source.insert(piece.gaps().get(i) - begin, ";");
        }
        return source.toString();
    }

    /** Where the first thing stands that is neither white space nor a whole comment; the length where there is none. */
    public static int beginOfCode(String code) {
        return beginOfCode(code, 0);
    }

    /** Whether code is nothing but white space and comments. */
    public static boolean isBlank(String code) {
        return beginOfCode(code) == code.length();
    }

    public static int beginOfCode(String code, int from) {
        int i = from;
        while (i < code.length()) {
            if (Character.isWhitespace(code.charAt(i))) {
                i++;
            } else if (code.startsWith("//", i)) {
                int end = code.indexOf('\n', i);
                i = end < 0 ? code.length() : end + 1;
            } else if (code.startsWith("/*", i) && code.indexOf("*/", i + 2) > 0) {
                i = code.indexOf("*/", i + 2) + 2;
            } else {
                return i;
            }
        }
        return i;
    }

    /** The part of a cell that is no Java at all, so that the cell is refused before any of it runs. */
    public Optional<Cut> broken(String code) {
        Optional<Cut> cut = next(code, Position.BEGIN);
        while (cut.isPresent() && cut.get().complete()) {
            cut = next(cut.get().rest(), cut.get().end());
        }
        return cut;
    }
}
