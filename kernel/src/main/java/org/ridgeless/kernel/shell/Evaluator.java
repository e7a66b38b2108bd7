package org.ridgeless.kernel.shell;

import java.util.List;
import java.util.Optional;
import jdk.jshell.Diag;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/** Evaluates the units of a cell one after the other. */
final class Evaluator {

    private final JShell jshell;
    private final CellControl control;
    private final CellSplitter splitter;

    Evaluator(JShell jshell, CellControl control) {
        this.jshell = jshell;
        this.control = control;
        this.splitter = new CellSplitter(jshell.sourceCodeAnalysis());
    }

    /** The value of the last expression of the code, or null. */
    Object evaluate(String code, CellScope scope) throws CellFailure {
        Object last = null;
        for (CodeUnit unit : splitter.split(code)) {
            scope.checkInterrupted();
            last = evaluate(unit, scope);
        }
        scope.checkInterrupted();
        return last;
    }

    private Object evaluate(CodeUnit unit, CellScope scope) throws CellFailure {
        control.begin(scope);
        List<SnippetEvent> events = jshell.eval(unit.source());
        if (control.wasAbandoned()) {
            throw CellFailure.abandoned();
        }
        for (SnippetEvent event : events) {
            check(event, unit, scope);
        }
        return events.stream()
                .filter(event -> event.causeSnippet() == null)
                .findFirst()
                .filter(event -> showsValue(event.snippet()))
                .map(event -> control.value())
                .orElse(null);
    }

    private void check(SnippetEvent event, CodeUnit unit, CellScope scope) throws CellFailure {
        if (event.causeSnippet() != null) {
            return;
        }
        if (event.status() == Snippet.Status.REJECTED || event.snippet() instanceof ErroneousSnippet) {
            List<Diag> diagnostics = jshell.diagnostics(event.snippet()).toList();
            throw CellFailure.compilation(diagnostics, unit);
        }
        Optional<Throwable> thrown = control.thrown();
        if (thrown.isPresent()) {
            if (thrown.get() instanceof CellInterrupted) {
                throw CellFailure.interrupted();
            }
            throw CellFailure.thrown(thrown.get(), event.exception(), unit);
        }
        if (event.exception() instanceof UnresolvedReferenceException unresolved) {
            throw CellFailure.unresolved(jshell, unresolved, unit);
        }
        if (scope.isInterrupted()) {
            throw CellFailure.interrupted();
        }
    }

    private static boolean showsValue(Snippet snippet) {
        return snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
                || snippet instanceof ExpressionSnippet && snippet.subKind() == SubKind.VAR_VALUE_SUBKIND
                || snippet.subKind() == SubKind.OTHER_EXPRESSION_SUBKIND;
    }
}
