package org.ridgeless.kernel.assist;

import java.util.List;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import org.ridgeless.kernel.assist.Completeness.State;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.kernel.source.CellParser;
import org.ridgeless.kernel.source.CellParser.Reading;

/** Completion, inspection and the question whether code is complete. */
public final class CodeAssistance {

    private final SourceCodeAnalysis analysis;
    private final CellParser parser;
    private final CodeCompletion completion;
    private final CodeInspection inspection;
    private final List<CellPreprocessor> preprocessors;
    private final DefaultImports imports;
    private final KernelSession session;

    public CodeAssistance(
            JShell jshell,
            ClassLoader loader,
            ClassIndex index,
            List<CellPreprocessor> preprocessors,
            DefaultImports imports,
            KernelSession session,
            CellParser parser) {
        this.imports = imports;
        this.parser = parser;
        this.analysis = jshell.sourceCodeAnalysis();
        this.completion = new CodeCompletion(jshell, loader, index, imports, parser);
        this.inspection = new CodeInspection(jshell, loader, imports);
        this.preprocessors = preprocessors;
        this.session = session;
    }

    public Completions complete(String code, int position) {
        int cursor = clamp(position, code);
        for (CellPreprocessor preprocessor : preprocessors) {
            Optional<Completions> own = preprocessor.complete(code, cursor, session);
            if (own.isPresent()) {
                return own.get();
            }
        }
        return completion.complete(code, cursor);
    }

    public Optional<Inspection> inspect(String code, int position, int detail) {
        int cursor = clamp(position, code);
        for (CellPreprocessor preprocessor : preprocessors) {
            Optional<Inspection> own = preprocessor.inspect(code, cursor, session);
            if (own.isPresent()) {
                return own;
            }
        }
        return inspection.inspect(code, cursor, detail);
    }

    public Completeness isComplete(String code) {
        String rest = code;
        for (CellPreprocessor preprocessor : preprocessors) {
            rest = preprocessor.mask(rest);
        }
        Reading reading = parser.read(rest);
        State state = reading.fault().isEmpty() ? State.COMPLETE : stateOf(rest.substring(reading.end()), reading);
        return new Completeness(state, state == State.INCOMPLETE ? Indentation.after(code) : "");
    }

    /** Code is unfinished where JShell takes it for that, or where the parser has nothing against it but that it ends. */
    private State stateOf(String broken, Reading reading) {
        boolean unfinished = switch (analysis.analyzeCompletion(broken).completeness()) {
            case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> true;
            default ->
                broken.stripTrailing().length() <= reading.fault().orElseThrow().position() - reading.end();
        };
        return unfinished ? State.INCOMPLETE : State.INVALID;
    }

    private static int clamp(int cursor, String code) {
        return Math.max(0, Math.min(cursor, code.length()));
    }
}
