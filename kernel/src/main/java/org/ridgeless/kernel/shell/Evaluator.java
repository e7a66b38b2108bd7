package org.ridgeless.kernel.shell;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;

/** Evaluates the units of a cell one after the other. */
final class Evaluator {

    private static final int REPAIRS = 1000;
    private static final StackTraceElement[] NO_FRAMES = {};

    private final JShell jshell;
    private final CellControl control;
    private final SourcePlaces places = new SourcePlaces();
    private final CompilationReport compilationReport;
    private final Temporaries temporaries;
    private final Supplier<String> names;
    private final KeptDiagnostics keptDiagnostics;
    private final KeptCompilations keptCompilations;
    private final WrapperFrames wrappers;
    private final DefaultImports imports;

    Evaluator(
            JShell jshell,
            CellControl control,
            NameHints hints,
            Tidying tidying,
            Session session,
            DefaultImports imports,
            Supplier<String> names) {
        this.jshell = jshell;
        this.control = control;
        this.imports = imports;
        compilationReport = new CompilationReport(hints);
        temporaries = new Temporaries(jshell, session.temporaries());
        this.names = names;
        keptDiagnostics = new KeptDiagnostics(jshell, tidying);
        keptCompilations = new KeptCompilations(jshell, tidying);
        wrappers = new WrapperFrames(jshell);
    }

    /** The value of the last expression of the code, or null. */
    Object evaluate(String code, CellScope scope) throws CellFailure {
        Object last = null;
        imports.cell(code);
        CellSplitter splitter = new CellSplitter(jshell.sourceCodeAnalysis(), code);
        String rest = refused(code, splitter, scope);
        int repairs = 0;
        UnfinishedDefinitions unfinished = new UnfinishedDefinitions(jshell);
        Optional<CellSplitter.Cut> cut = splitter.next(rest, CodeUnit.Position.BEGIN);
        while (cut.isPresent()) {
            scope.checkInterrupted();
            CodeUnit unit = cut.get().unit();
            Optional<String> names = MissingSemicolons.splitNames(unit.source(), this::isVariable);
            if (names.isPresent()) {
                cut = splitter.next(names.get() + cut.get().rest(), unit.start());
                continue;
            }
            List<SnippetEvent> events = run(unit, isBlank(cut.get().rest()), scope);
            Optional<String> repaired = repaired(events, unit);
            if (repaired.isPresent() && ++repairs < REPAIRS) {
                cut = splitter.next(repaired.get() + cut.get().rest(), unit.start());
                continue;
            }
            last = outcome(events, unit, scope);
            events.forEach(unfinished::add);
            cut = splitter.next(cut.get().rest(), cut.get().end());
        }
        scope.checkInterrupted();
        unfinished.notices().forEach(scope::notice);
        return last;
    }

    /** Called when a cell and everything it does has ended. */
    void cellEnded() {
        control.begin(null);
        temporaries.release();
        keptDiagnostics.release();
        keptCompilations.cellEnded();
    }

    /** The code, repaired where it can be; a cell that is broken anywhere is refused before any of it runs. */
    private String refused(String code, CellSplitter splitter, CellScope scope) throws CellFailure {
        String repaired = code;
        for (int i = 0; i < REPAIRS; i++) {
            Optional<CodeUnit> broken = splitter.broken(repaired);
            if (broken.isEmpty()) {
                break;
            }
            CodeUnit unit = broken.get();
            List<Diag> diagnostics = diagnostics(run(unit, unit.source(), scope));
            Optional<String> better = MissingSemicolons.repair(unit.source(), diagnostics);
            if (better.isEmpty()) {
                throw CellFailure.of(compilationReport.error(diagnostics, unit, scope.number()));
            }
            repaired = repaired.substring(0, repaired.length() - unit.source().length()) + better.get();
        }
        return repaired;
    }

    private static boolean isBlank(String code) {
        return CellSplitter.beginOfCode(code) == code.length();
    }

    /** Runs a unit, first in the form that costs fewer compilations, if it looks as if it had one. */
    private List<SnippetEvent> run(CodeUnit unit, boolean isLast, CellScope scope) throws CellFailure {
        imports.prepare(unit.source()).forEach(scope::notice);
        for (String declaration : temporaries.declarationsFor(unit.source())) {
            declare(declaration, unit, scope);
        }
        scope.takeResult();
        Optional<String> handover = isLast ? PlainStatements.handover(unit.source()) : Optional.empty();
        Optional<String> block = handover.or(() -> PlainStatements.block(unit.source(), isLast));
        if (block.isPresent()) {
            List<SnippetEvent> events = run(unit, block.get(), scope);
            if (diagnostics(events).isEmpty()) {
                return events;
            }
        }
        return run(unit, unit.source(), scope);
    }

    private void declare(String temporary, CodeUnit unit, CellScope scope) throws CellFailure {
        for (SnippetEvent event : run(unit, temporary, scope)) {
            if (event.status() == Status.VALID && event.snippet() instanceof VarSnippet variable) {
                control.holder().ifPresent(holder -> temporaries.declared(variable, holder));
            }
        }
    }

    private List<SnippetEvent> run(CodeUnit unit, String source, CellScope scope) throws CellFailure {
        control.begin(scope);
        List<SnippetEvent> events = jshell.eval(source);
        for (SnippetEvent event : events) {
            keptDiagnostics.add(event.snippet());
            if (event.causeSnippet() == null) {
                places.remember(event.snippet().id(), scope.number(), unit.shownAs(scope.written()));
            }
        }
        return events;
    }

    private Optional<String> repaired(List<SnippetEvent> events, CodeUnit unit) {
        List<Diag> diagnostics = diagnostics(events);
        return diagnostics.isEmpty() ? Optional.empty() : MissingSemicolons.repair(unit.source(), diagnostics);
    }

    private List<Diag> diagnostics(List<SnippetEvent> events) {
        return events.stream()
                .filter(event -> event.causeSnippet() == null && event.status() == Status.REJECTED)
                .flatMap(event -> jshell.diagnostics(event.snippet()))
                .toList();
    }

    /** Whether cells have declared a variable of this name. */
    boolean isVariable(String name) {
        return jshell.variables().anyMatch(variable -> variable.name().equals(name));
    }

    private Object outcome(List<SnippetEvent> events, CodeUnit unit, CellScope scope) throws CellFailure {
        if (control.wasAbandoned()) {
            throw CellFailure.abandoned();
        }
        Object value = null;
        for (SnippetEvent event : events) {
            if (event.causeSnippet() == null) {
                check(event, unit, scope);
                value = value(event.snippet(), unit, scope);
            } else {
                RedefinitionNotice.of(event).ifPresent(scope::notice);
            }
        }
        return value;
    }

    private void check(SnippetEvent event, CodeUnit unit, CellScope scope) throws CellFailure {
        Throwable thrown = control.thrown().orElse(null);
        if (scope.isInterrupted() || thrown instanceof CellInterrupted) {
            throw CellFailure.interrupted();
        }
        // JShell takes a declaration like "Foo x;" as good for later; in a cell it is a mistake.
        if (event.snippet() instanceof VarSnippet variable && event.status() == Status.RECOVERABLE_NOT_DEFINED) {
            jshell.drop(variable);
            throw CellFailure.of(compilationReport.unknownType(variable.typeName(), unit, scope.number()));
        }
        if (event.status() == Status.REJECTED) {
            List<Diag> diagnostics = jshell.diagnostics(event.snippet()).toList();
            throw CellFailure.of(compilationReport.error(diagnostics, unit, scope.number()));
        }
        if (event.exception() instanceof UnresolvedReferenceException unresolved) {
            throw unresolved(unresolved, unit);
        }
        if (thrown != null) {
            throw failure(thrown, event);
        }
    }

    private CellFailure failure(Throwable thrown, SnippetEvent event) {
        return failure(
                thrown, event.exception() instanceof EvalException exception ? exception.getStackTrace() : NO_FRAMES);
    }

    private CellFailure unresolved(UnresolvedReferenceException exception, CodeUnit unit) {
        DeclarationSnippet snippet = exception.getSnippet();
        String missing = jshell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
        return CellFailure.of(
                "UnresolvedReference",
                snippet.name() + " cannot be used yet: it needs " + missing,
                unit.start().line() + 1);
    }

    /** The error for what was thrown outside the code of a cell, such as by a renderer. */
    CellFailure failure(Throwable thrown) {
        return failure(thrown, NO_FRAMES);
    }

    private CellFailure failure(Throwable thrown, StackTraceElement[] translation) {
        if (thrown instanceof CellExit exit) {
            return CellFailure.of("SystemExit", "the cell ended itself with status " + exit.status(), 0);
        }
        StackFrames frames = StackFrames.of(thrown, translation, wrappers);
        return CellFailure.of(new ThrowableReport(frames, places).error(thrown));
    }

    private Object value(Snippet snippet, CodeUnit unit, CellScope scope) {
        Object handedOver = scope.takeResult();
        if (handedOver != null) {
            temporaries.keep(names.get(), unit.source(), handedOver);
            return handedOver;
        }
        Object value = control.value();
        if (snippet instanceof VarSnippet variable && snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            control.holder().ifPresent(holder -> temporaries.add(variable, holder, value));
            return value;
        }
        boolean shows = snippet instanceof ExpressionSnippet && snippet.subKind() == SubKind.VAR_VALUE_SUBKIND
                || snippet.subKind() == SubKind.OTHER_EXPRESSION_SUBKIND;
        return shows ? value : null;
    }
}
