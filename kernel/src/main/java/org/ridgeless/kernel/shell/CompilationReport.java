package org.ridgeless.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.jshell.Diag;
import org.ridgeless.kernel.shell.SourcePlaces.Place;

/** What the compiler has against a cell: message, place, the line with the spot marked, and what might be meant. */
final class CompilationReport {

    private static final int ERRORS = 5;
    private static final String NAME = "CompilationError";

    private final NameHints hints;

    CompilationReport(NameHints hints) {
        this.hints = hints;
    }

    CellError error(List<Diag> diagnostics, CodeUnit unit, int cell) {
        List<String> lines = new ArrayList<>();
        String first = "";
        int firstLine = unit.start().line() + 1;
        int count = 0;
        for (Diag diagnostic : diagnostics) {
            if (!diagnostic.isError() || ++count > ERRORS) {
                continue;
            }
            String message = message(diagnostic);
            Spot spot = Spot.of(unit, diagnostic);
            Place place = spot.place(cell, unit);
            if (count == 1) {
                first = message;
                firstLine = place.line();
            }
            lines.add(Ansi.ERROR.paint(NAME) + ": " + message);
            lines.addAll(excerpt(place, spot));
            hints.hints(diagnostic, unit.source()).forEach(hint -> lines.add("  " + Ansi.HINT.paint(hint)));
        }
        if (count > ERRORS) {
            lines.add("… and " + (count - ERRORS) + " more errors");
        }
        if (lines.isEmpty()) {
            first = "this is not valid Java";
            lines.add(Ansi.ERROR.paint(NAME) + ": " + first);
        }
        return new CellError(NAME, first, lines, firstLine);
    }

    /** The error for a variable whose type is not known. */
    CellError unknownType(String type, CodeUnit unit, int cell) {
        int position = Math.max(0, unit.source().indexOf(type));
        return error(
                "cannot find symbol: class " + type,
                Spot.of(unit, position, position + type.length()),
                unit,
                cell,
                hints.unknownType(type, unit.source(), position));
    }

    /** The error for code that JShell has nothing against. */
    CellError error(CellParser.Fault fault, CodeUnit unit, int cell) {
        Spot spot = Spot.of(unit, fault.position(), fault.position() + 1);
        return error(oneLine(fault.message()), spot, unit, cell, List.of());
    }

    private static CellError error(String message, Spot spot, CodeUnit unit, int cell, List<String> hints) {
        Place place = spot.place(cell, unit);
        List<String> lines = new ArrayList<>();
        lines.add(Ansi.ERROR.paint(NAME) + ": " + message);
        lines.addAll(excerpt(place, spot));
        hints.forEach(hint -> lines.add("  " + Ansi.HINT.paint(hint)));
        return new CellError(NAME, message, lines, place.line());
    }

    private static List<String> excerpt(Place place, Spot spot) {
        return List.of(
                "  at " + Ansi.PLACE.paint(place + ", column " + (spot.column() + 1)),
                "      " + place.text().stripTrailing(),
                "      " + " ".repeat(spot.column()) + Ansi.MARK.paint("^".repeat(Math.max(1, spot.length()))));
    }

    /** The compiler's message on one line, without the places inside wrapper classes. */
    private static String message(Diag diagnostic) {
        return oneLine(diagnostic.getMessage(Locale.ENGLISH));
    }

    private static String oneLine(String message) {
        List<String> parts = new ArrayList<>();
        for (String line : message.split("\n")) {
            String text = ClassNames.cleaned(line.strip()).replaceAll("\\s+", " ");
            if (!text.isBlank() && !text.matches("location: (class|interface)?\\s*")) {
                parts.add(text.replaceFirst("^symbol: ", ""));
            }
        }
        return parts.isEmpty()
                ? "not valid"
                : parts.get(0) + (parts.size() == 1 ? "" : ": " + String.join(", ", parts.subList(1, parts.size())));
    }

    /** A stretch of one line of a cell, line and column counted from 0. */
    record Spot(int line, int column, int length) {

        static Spot of(CodeUnit unit, Diag diagnostic) {
            int start = (int) diagnostic.getStartPosition();
            int end = Math.min(unit.source().length(), (int) diagnostic.getEndPosition());
            boolean oneLine = start >= 0
                    && start < end
                    && unit.source().substring(start, end).indexOf('\n') < 0;
            int position = (int) diagnostic.getPosition();
            return oneLine ? of(unit, start, end) : of(unit, position, position + 1);
        }

        static Spot of(CodeUnit unit, int begin, int end) {
            CodeUnit.Position position = unit.position(begin);
            return new Spot(position.line(), position.column(), end - begin);
        }

        Place place(int cell, CodeUnit unit) {
            return new Place(cell, line + 1, unit.line(line));
        }
    }
}
