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
        int firstLine = unit.line() + 1;
        int count = 0;
        for (Diag diagnostic : diagnostics) {
            if (!diagnostic.isError() || ++count > ERRORS) {
                continue;
            }
            String message = message(diagnostic);
            Spot spot = Spot.of(unit.source(), diagnostic);
            Place place = SourcePlaces.place(cell, unit, spot.line());
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
        String message = "cannot find symbol: class " + type;
        int position = Math.max(0, unit.source().indexOf(type));
        Place place = SourcePlaces.place(
                cell,
                unit,
                Spot.of(unit.source(), position, position + type.length()).line());
        List<String> lines = new ArrayList<>();
        lines.add(Ansi.ERROR.paint(NAME) + ": " + message);
        lines.addAll(excerpt(place, Spot.of(unit.source(), position, position + type.length())));
        hints.unknownType(type, unit.source(), position).forEach(hint -> lines.add("  " + Ansi.HINT.paint(hint)));
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
        List<String> parts = new ArrayList<>();
        for (String line : diagnostic.getMessage(Locale.ENGLISH).split("\n")) {
            String text = ClassNames.cleaned(line.strip()).replaceAll("\\s+", " ");
            if (!text.isBlank() && !text.matches("location: (class|interface)?\\s*")) {
                parts.add(text.replaceFirst("^symbol: ", ""));
            }
        }
        return parts.isEmpty()
                ? "not valid"
                : parts.get(0) + (parts.size() == 1 ? "" : ": " + String.join(", ", parts.subList(1, parts.size())));
    }

    /** A stretch of one line, line and column counted from 0. */
    record Spot(int line, int column, int length) {

        static Spot of(String source, Diag diagnostic) {
            int start = clamp((int) diagnostic.getStartPosition(), source);
            int end = clamp((int) diagnostic.getEndPosition(), source);
            boolean oneLine = start < end && source.substring(start, end).indexOf('\n') < 0;
            int position = clamp((int) diagnostic.getPosition(), source);
            return oneLine ? of(source, start, end) : of(source, position, position + 1);
        }

        static Spot of(String source, int begin, int end) {
            String before = source.substring(0, begin);
            int line = (int) before.chars().filter(c -> c == '\n').count();
            return new Spot(line, begin - (before.lastIndexOf('\n') + 1), end - begin);
        }

        private static int clamp(int position, String source) {
            return Math.max(0, Math.min(source.length(), position));
        }
    }
}
