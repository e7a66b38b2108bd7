package org.ridgeless.kernel.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import org.ridgeless.kernel.cell.Ansi;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.source.CellParser;
import org.ridgeless.kernel.source.CellSplitter;
import org.ridgeless.kernel.source.ClassNames;
import org.ridgeless.kernel.source.CodeUnit;
import org.ridgeless.kernel.source.LongStrings;
import org.ridgeless.kernel.source.SourcePlaces.Place;

/** What the compiler has against a cell: message, place, the line with the spot marked, and what might be meant. */
public final class CompilationReport {

    private static final int ERRORS = 5;
    private static final int WIDTH = 160;
    private static final String NAME = "CompilationError";

    private static final Pattern SELF = Pattern.compile("\\bvar\\s+(\\w+)\\s*=[^;]*\\b\\1\\b");

    private final NameHints hints;

    public CompilationReport(NameHints hints) {
        this.hints = hints;
    }

    public CellError error(List<Diag> diagnostics, CodeUnit unit, int cell) {
        List<String> lines = new ArrayList<>();
        String first = "";
        int firstLine = unit.start().line() + 1;
        int count = 0;
        boolean lacksImport = false;
        // A character that does not belong into code makes other things wrong around it.
        boolean isForeign = diagnostics.stream().anyMatch(CompilationReport::isForeign);
        for (Diag diagnostic : diagnostics) {
            if (isForeign && !isForeign(diagnostic)) {
                continue;
            }
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
            if (Candidates.areIn(diagnostic)) {
                Candidates.of(diagnostic.getMessage(Locale.ENGLISH)).forEach(one -> lines.add("  " + oneLine(one)));
            }
            List<String> found = hints.hints(diagnostic, unit.source());
            found.forEach(hint -> lines.add("  " + Ansi.HINT.paint(hint)));
            lacksImport |= found.stream().anyMatch(NameHints::isImport);
        }
        if (lacksImport) {
            allImports(unit).ifPresent(lines::add);
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
    public CellError unknownType(String type, CodeUnit unit, int cell) {
        int position = Math.max(0, unit.source().indexOf(type));
        List<String> found = hints.unknownType(type, unit.source(), position);
        CellError error = error(
                "cannot find symbol: class " + type,
                Spot.of(unit, position, position + type.length()),
                unit,
                cell,
                found);
        Optional<String> all = found.stream().anyMatch(NameHints::isImport) ? allImports(unit) : Optional.empty();
        List<String> lines = new ArrayList<>(error.traceback());
        all.ifPresent(lines::add);
        return new CellError(error.name(), error.message(), lines, error.line());
    }

    /** The error for code that JShell has nothing against. */
    public CellError error(CellParser.Fault fault, CodeUnit unit, int cell) {
        Spot spot = Spot.of(unit, fault.position(), fault.position() + 1);
        List<String> found =
                NameHints.magic(unit.source(), fault.position()).stream().toList();
        return error(oneLine(fault.message()), spot, unit, cell, found);
    }

    /** The error for a type that has the name of one that JShell's own code needs. */
    public CellError nameOfJShell(String name, CodeUnit unit, int cell) {
        int position = Math.max(0, unit.source().indexOf(name));
        return error(
                "a type of a cell cannot be called " + name + " on Java "
                        + Runtime.version().feature()
                        + ", whose JShell would take it for java.lang." + name + "; choose another name",
                Spot.of(unit, position, position + name.length()),
                unit,
                cell,
                List.of());
    }

    /** The error for code on which the compiler itself fails. */
    public CellError failure(Throwable thrown, CodeUnit unit, int cell) {
        Matcher self = SELF.matcher(unit.source());
        String message = "the compiler fails on this code: " + thrown;
        if (Causes.chain(thrown).stream().anyMatch(StackOverflowError.class::isInstance)
                || String.valueOf(thrown.getMessage()).contains("StackOverflowError")) {
            message = "this is nested too deeply for the compiler; write it in several steps";
        } else if (self.find()) {
            message = "cannot use 'var' on self-referencing variable " + self.group(1);
        }
        int begin = CellSplitter.beginOfCode(unit.source());
        return error(message, Spot.of(unit, begin, begin + 1), unit, cell, List.of());
    }

    private Optional<String> allImports(CodeUnit unit) {
        return hints.allImports(String.join("\n", unit.lines())).map(hint -> "  " + Ansi.HINT.paint(hint));
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
        String text = place.text().stripTrailing();
        // Of a very long line, what is around the spot.
        int from = text.length() <= WIDTH ? 0 : Math.max(0, Math.min(spot.column() - WIDTH / 2, text.length() - WIDTH));
        String shown = text.substring(from, Math.min(text.length(), from + WIDTH));
        // What a magic has become is longer than what was written.
        int column = Math.max(0, Math.min(spot.column() - from, shown.length()));
        int length = Math.max(1, Math.min(spot.length(), shown.length() - column));
        return List.of(
                "  at " + Ansi.PLACE.paint(place + ", column " + (from + column + 1)),
                "      " + shown,
                "      " + " ".repeat(column) + Ansi.MARK.paint("^".repeat(length)));
    }

    private static boolean isForeign(Diag diagnostic) {
        return diagnostic.getCode().equals("compiler.err.illegal.char");
    }

    /** The compiler's message on one line, without the places inside wrapper classes. */
    static String message(Diag diagnostic) {
        String whole = diagnostic.getMessage(Locale.ENGLISH);
        String message = oneLine(Candidates.areIn(diagnostic) ? Candidates.lead(whole) : whole);
        if (diagnostic.getCode().startsWith("compiler.err.limit")) {
            return LongStrings.LIMIT + ": " + message;
        }
        return isForeign(diagnostic) ? IllegalCharacters.named(message) : message;
    }

    private static String oneLine(String message) {
        List<String> parts = new ArrayList<>();
        for (String line : message.split("\n")) {
            String text = ClassNames.cleaned(line.strip())
                    .replaceAll("\\s+", " ")
                    .replaceAll(" in (?:class|interface|enum|record) (?=cannot )", " ")
                    .replaceAll(";$", "");
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
