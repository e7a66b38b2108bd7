package org.ridgeless.kernel.shell;

import java.util.Optional;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Cuts a cell into the statements and declarations that JShell takes one by one. */
final class CellSplitter {

    private final SourceCodeAnalysis analysis;

    CellSplitter(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    /**
     * The first piece of some code, and the code that follows it.
     *
     * @param complete false if the code is broken, so that the unit is all of it
     */
    record Cut(CodeUnit unit, String rest, int restLine, boolean complete) {}

    /** Cuts off the first unit; empty when nothing but white space and comments is left. */
    Optional<Cut> next(String code, int line) {
        String trimmed = code.stripLeading();
        int first = line + lines(code) - lines(trimmed);
        if (trimmed.isEmpty()) {
            return Optional.empty();
        }
        CompletionInfo info = analysis.analyzeCompletion(trimmed);
        if (info.completeness() == Completeness.EMPTY) {
            return Optional.empty();
        }
        if (!info.completeness().isComplete()) {
            return Optional.of(new Cut(new CodeUnit(trimmed, first), "", first, false));
        }
        String rest = info.remaining();
        int restLine = first + lines(trimmed) - lines(rest);
        return Optional.of(new Cut(new CodeUnit(info.source(), first), rest, restLine, true));
    }

    /** The part of a cell that is no Java at all, so that the cell is refused before any of it runs. */
    Optional<CodeUnit> broken(String code) {
        Optional<Cut> cut = next(code, 0);
        while (cut.isPresent() && cut.get().complete()) {
            cut = next(cut.get().rest(), cut.get().restLine());
        }
        return cut.map(Cut::unit).filter(unit -> isErroneous(unit.source()));
    }

    boolean isErroneous(String source) {
        return analysis.sourceToSnippets(source).stream().anyMatch(ErroneousSnippet.class::isInstance);
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }
}
