package org.ridgeless.kernel.shell;

import java.util.List;
import java.util.Optional;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.ridgeless.kernel.shell.CodeUnit.Position;

/** Cuts a cell into the statements and declarations that JShell takes one by one. */
final class CellSplitter {

    private final SourceCodeAnalysis analysis;
    private final List<String> lines;

    CellSplitter(SourceCodeAnalysis analysis, String cell) {
        this.analysis = analysis;
        this.lines = CodeUnit.linesOf(cell);
    }

    /**
     * The first piece of some code, and the code that follows it.
     *
     * @param complete false if the code is broken, so that the unit is all of it
     */
    record Cut(CodeUnit unit, String rest, Position end, boolean complete) {}

    /** Cuts off the first unit; empty when nothing but white space and comments is left. */
    Optional<Cut> next(String code, Position start) {
        String trimmed = code.stripLeading();
        if (trimmed.isEmpty()) {
            return Optional.empty();
        }
        CompletionInfo info = analysis.analyzeCompletion(trimmed);
        if (info.completeness() == Completeness.EMPTY) {
            return Optional.empty();
        }
        Position first = start.after(code.substring(0, code.length() - trimmed.length()));
        boolean complete = info.completeness().isComplete();
        String rest = complete ? info.remaining() : "";
        Position end = first.after(trimmed.substring(0, trimmed.length() - rest.length()));
        CodeUnit unit = new CodeUnit(complete ? info.source() : trimmed, first, lines);
        return Optional.of(new Cut(unit, rest, end, complete));
    }

    /** Where the first thing stands that is neither white space nor a comment; the length where there is none. */
    static int beginOfCode(String code) {
        int i = 0;
        while (i < code.length()) {
            if (Character.isWhitespace(code.charAt(i))) {
                i++;
            } else if (code.startsWith("//", i)) {
                i = endOf("\n", code, i);
            } else if (code.startsWith("/*", i)) {
                i = endOf("*/", code, i + 2);
            } else {
                return i;
            }
        }
        return i;
    }

    private static int endOf(String mark, String code, int from) {
        int found = code.indexOf(mark, from);
        return found < 0 ? code.length() : found + mark.length();
    }

    /** The part of a cell that is no Java at all, so that the cell is refused before any of it runs. */
    Optional<CodeUnit> broken(String code) {
        Optional<Cut> cut = next(code, Position.BEGIN);
        while (cut.isPresent() && cut.get().complete()) {
            cut = next(cut.get().rest(), cut.get().end());
        }
        return cut.map(Cut::unit).filter(unit -> isErroneous(unit.source()));
    }

    private boolean isErroneous(String source) {
        return analysis.sourceToSnippets(source).stream().anyMatch(ErroneousSnippet.class::isInstance);
    }
}
