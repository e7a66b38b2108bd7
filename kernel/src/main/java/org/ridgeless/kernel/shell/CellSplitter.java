package org.ridgeless.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/** Cuts a cell into the statements and declarations that JShell takes one by one. */
final class CellSplitter {

    private final SourceCodeAnalysis analysis;

    CellSplitter(SourceCodeAnalysis analysis) {
        this.analysis = analysis;
    }

    List<CodeUnit> split(String code) {
        List<CodeUnit> units = new ArrayList<>();
        String rest = code;
        int line = 0;
        while (!rest.isBlank()) {
            String trimmed = rest.stripLeading();
            line += lines(rest) - lines(trimmed);
            rest = trimmed;
            CompletionInfo info = analysis.analyzeCompletion(rest);
            if (info.completeness() == Completeness.EMPTY) {
                break;
            }
            String source = info.completeness().isComplete() ? info.source() : rest;
            units.add(new CodeUnit(source, line));
            String remaining = info.completeness().isComplete() ? info.remaining() : "";
            line += lines(rest) - lines(remaining);
            rest = remaining;
        }
        return units;
    }

    private static int lines(String text) {
        return (int) text.chars().filter(c -> c == '\n').count();
    }
}
