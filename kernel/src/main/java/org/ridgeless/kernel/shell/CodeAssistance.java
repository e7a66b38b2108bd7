package org.ridgeless.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.ridgeless.kernel.shell.Completeness.State;

/** Completion, inspection and the question whether code is complete. */
final class CodeAssistance {

    private final SourceCodeAnalysis analysis;
    private final List<CellPreprocessor> preprocessors;
    private final Session session;

    CodeAssistance(JShell jshell, List<CellPreprocessor> preprocessors, Session session) {
        this.analysis = jshell.sourceCodeAnalysis();
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
        int[] anchor = {cursor};
        List<Suggestion> suggestions = analysis.completionSuggestions(code, cursor, anchor);
        List<Completions.Match> matches = suggestions.stream()
                .map(Suggestion::continuation)
                .distinct()
                .map(text -> new Completions.Match(text, "", ""))
                .toList();
        return new Completions(anchor[0], cursor, matches);
    }

    Optional<Inspection> inspect(String code, int position, int detail) {
        int cursor = clamp(position, code);
        for (CellPreprocessor preprocessor : preprocessors) {
            Optional<Inspection> own = preprocessor.inspect(code, cursor, session);
            if (own.isPresent()) {
                return own;
            }
        }
        List<Documentation> found = analysis.documentation(code, cursor, detail > 0);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String text = found.stream().map(Documentation::signature).distinct().collect(Collectors.joining("\n"));
        return Optional.of(new Inspection(text, "<pre>" + text.replace("<", "&lt;") + "</pre>"));
    }

    Completeness isComplete(String code) {
        String rest = code;
        for (CellPreprocessor preprocessor : preprocessors) {
            rest = preprocessor.mask(rest);
        }
        List<State> states = new ArrayList<>();
        while (!rest.isBlank()) {
            CompletionInfo info = analysis.analyzeCompletion(rest);
            states.add(state(info));
            if (!info.completeness().isComplete()) {
                break;
            }
            rest = info.remaining();
        }
        State last = states.isEmpty() ? State.COMPLETE : states.get(states.size() - 1);
        return new Completeness(last, last == State.INCOMPLETE ? "    " : "");
    }

    private State state(CompletionInfo info) {
        return switch (info.completeness()) {
            case EMPTY -> State.COMPLETE;
            case COMPLETE, COMPLETE_WITH_SEMI -> parses(info.source()) ? State.COMPLETE : State.INVALID;
            case DEFINITELY_INCOMPLETE, CONSIDERED_INCOMPLETE -> State.INCOMPLETE;
            case UNKNOWN -> State.INVALID;
        };
    }

    private boolean parses(String source) {
        return analysis.sourceToSnippets(source).stream().noneMatch(ErroneousSnippet.class::isInstance);
    }

    private static int clamp(int cursor, String code) {
        return Math.max(0, Math.min(cursor, code.length()));
    }
}
