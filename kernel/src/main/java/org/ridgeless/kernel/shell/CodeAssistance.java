package org.ridgeless.kernel.shell;

import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.ridgeless.kernel.shell.Completeness.State;

/** Completion, inspection and the question whether code is complete. */
final class CodeAssistance {

    private final SourceCodeAnalysis analysis;
    private final SyntaxCheck syntax = new SyntaxCheck();
    private final CodeCompletion completion;
    private final CodeInspection inspection;
    private final List<CellPreprocessor> preprocessors;
    private final DefaultImports imports;
    private final Session session;

    CodeAssistance(
            JShell jshell,
            ClassLoader loader,
            ClassIndex index,
            List<CellPreprocessor> preprocessors,
            DefaultImports imports,
            Session session) {
        this.imports = imports;
        this.analysis = jshell.sourceCodeAnalysis();
        this.completion = new CodeCompletion(jshell, loader, index, imports);
        this.inspection = new CodeInspection(jshell, loader, imports);
        this.preprocessors = preprocessors;
        this.session = session;
    }

    Completions complete(String code, int position) {
        int cursor = clamp(position, code);
        for (CellPreprocessor preprocessor : preprocessors) {
            Optional<Completions> own = preprocessor.complete(code, cursor, session);
            if (own.isPresent()) {
                return own.get();
            }
        }
        return completion.complete(code, cursor);
    }

    Optional<Inspection> inspect(String code, int position, int detail) {
        int cursor = clamp(position, code);
        for (CellPreprocessor preprocessor : preprocessors) {
            Optional<Inspection> own = preprocessor.inspect(code, cursor, session);
            if (own.isPresent()) {
                return own;
            }
        }
        return inspection.inspect(code, cursor, detail);
    }

    Completeness isComplete(String code) {
        String rest = code;
        for (CellPreprocessor preprocessor : preprocessors) {
            rest = preprocessor.mask(rest);
        }
        State state = State.COMPLETE;
        while (state == State.COMPLETE && !rest.isBlank()) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            state = state(info);
            rest = info.completeness().isComplete() ? info.remaining() : "";
        }
        return new Completeness(state, state == State.INCOMPLETE ? Indentation.after(code) : "");
    }

    private State state(CompletionInfo info) {
        return switch (info.completeness()) {
            case EMPTY -> State.COMPLETE;
            case COMPLETE, COMPLETE_WITH_SEMI -> syntax.isWellFormed(info.source()) ? State.COMPLETE : State.INVALID;
            case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> State.INCOMPLETE;
            case UNKNOWN -> State.INVALID;
        };
    }

    private static int clamp(int cursor, String code) {
        return Math.max(0, Math.min(cursor, code.length()));
    }
}
