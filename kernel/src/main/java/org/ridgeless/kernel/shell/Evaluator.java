package org.ridgeless.kernel.shell;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ErroneousSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.ExpressionSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.ridgeless.kernel.assist.DefaultImports;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellExit;
import org.ridgeless.kernel.cell.CellFailure;
import org.ridgeless.kernel.cell.CellInterrupted;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.jdk.JShellMending;
import org.ridgeless.kernel.jdk.KeptCompilations;
import org.ridgeless.kernel.jdk.KeptDiagnostics;
import org.ridgeless.kernel.jdk.NamesOfJShell;
import org.ridgeless.kernel.jdk.ProvisionalForms;
import org.ridgeless.kernel.jdk.Tidying;
import org.ridgeless.kernel.report.CompilationReport;
import org.ridgeless.kernel.report.NameHints;
import org.ridgeless.kernel.report.RedefinitionNotice;
import org.ridgeless.kernel.report.StackFrames;
import org.ridgeless.kernel.report.ThrowableReport;
import org.ridgeless.kernel.report.UnfinishedDefinitions;
import org.ridgeless.kernel.report.WrapperFrames;
import org.ridgeless.kernel.source.CellParser;
import org.ridgeless.kernel.source.CellSplitter;
import org.ridgeless.kernel.source.CodeUnit;
import org.ridgeless.kernel.source.FinalVariables;
import org.ridgeless.kernel.source.MissingSemicolons;
import org.ridgeless.kernel.source.SourcePlaces;

/** Evaluates the units of a cell one after the other. */
final class Evaluator {

    private static final StackTraceElement[] NO_FRAMES = {};

    private final JShell jshell;
    private final CellControl control;
    private final CellParser parser;
    private final SourcePlaces places = new SourcePlaces();
    private final NameHints hints;
    private final CompilationReport compilationReport;
    private final Temporaries temporaries;
    private final Supplier<String> names;
    private final KeptDiagnostics keptDiagnostics;
    private final KeptCompilations keptCompilations;
    private final GuardedCompilations compilations;
    private final WrapperFrames wrappers;
    private final KeptValues keptValues;
    private final FinalVariables finals;
    private final DefaultImports imports;
    private final CellCode code;

    /** What was wrong with definitions that JShell took, by identifier. */
    private final Map<String, String> faults = new HashMap<>();

    Evaluator(
            JShell jshell,
            CellControl control,
            NameHints hints,
            Tidying tidying,
            Session session,
            DefaultImports imports,
            Supplier<String> names,
            CellParser parser,
            CellCode code) {
        this.code = code;
        this.parser = parser;
        finals = new FinalVariables(parser);
        this.jshell = jshell;
        this.control = control;
        this.imports = imports;
        this.hints = hints;
        compilationReport = new CompilationReport(hints);
        temporaries = new Temporaries(jshell, session.temporaries());
        this.names = names;
        keptDiagnostics = new KeptDiagnostics(jshell, tidying);
        keptCompilations = new KeptCompilations(jshell, tidying);
        compilations = new GuardedCompilations(jshell, control, keptCompilations, compilationReport);
        wrappers = new WrapperFrames(jshell);
        code.attach(wrappers, places);
        keptValues = new KeptValues(jshell, control, places, session.temporaries());
    }

    /** The value of the last expression of the code, or null. */
    Object evaluate(String code, CellScope scope) throws CellFailure {
        Object last = null;
        imports.cell(code);
        CellSplitter splitter = new CellSplitter(parser, code);
        Optional<CellSplitter.Cut> broken = broken(code, splitter, scope);
        if (broken.isPresent()) {
            refuse(broken.get(), scope);
        }
        JShellMending mending = new JShellMending(parser, code);
        ProvisionalForms provisional = new ProvisionalForms();
        UnfinishedDefinitions unfinished = new UnfinishedDefinitions(jshell, hints);
        Optional<CellSplitter.Cut> cut = splitter.next(code, CodeUnit.Position.BEGIN);
        while (cut.isPresent()) {
            scope.checkInterrupted();
            CodeUnit unit = mending.mended(cut.get().unit());
            if (!cut.get().complete()) {
                refuse(cut.get(), scope);
            }
            Optional<String> names = MissingSemicolons.splitNames(unit.source(), this::isVariable);
            if (names.isPresent()) {
                cut = splitter.next(names.get() + cut.get().rest(), unit.start());
                continue;
            }
            Optional<CellParser.Fault> assigned =
                    finals.assigned(unit.source(), cut.get().isDefinition());
            if (assigned.isPresent()) {
                throw CellFailure.of(compilationReport.error(assigned.get(), unit, scope.number()));
            }
            if (cut.get().isDefinition()) {
                last = define(unit, provisional, unfinished, scope);
                complete(provisional, snippet -> jshell.status(snippet) == Status.VALID, unfinished, scope);
            } else {
                complete(provisional, snippet -> true, unfinished, scope);
                refuseFaulty(unfinished, scope);
                last = outcome(run(unit, isBlank(cut.get().rest()), scope), unit, scope);
            }
            cut = splitter.next(cut.get().rest(), cut.get().end());
        }
        scope.checkInterrupted();
        complete(provisional, snippet -> true, unfinished, scope);
        refuseFaulty(unfinished, scope);
        unfinished.notices().forEach(scope::notice);
        return last;
    }

    private Object define(
            CodeUnit unit, ProvisionalForms provisional, UnfinishedDefinitions unfinished, CellScope scope)
            throws CellFailure {
        Map<String, Object> values = keptValues.now();
        List<SnippetEvent> events = run(unit, false, scope);
        Optional<String> other = ProvisionalForms.of(unit, diagnostics(events));
        if (other.isPresent()) {
            List<SnippetEvent> first = run(unit, other.get(), scope);
            if (diagnostics(first).isEmpty()) {
                provisional.await(unit, first.get(0).snippet());
                events = first;
            }
        }
        Object value = outcome(events, unit, scope);
        Optional<String> name = NamesOfJShell.takenBack(jshell, events);
        if (name.isPresent()) {
            throw CellFailure.of(compilationReport.nameOfJShell(name.get(), unit, scope.number()));
        }
        Set<String> kept = values.isEmpty() ? Set.of() : keptValues.restore(values, events, scope);
        events.stream()
                .flatMap(event -> RedefinitionNotice.of(event, kept, places).stream())
                .forEach(scope::notice);
        events.forEach(event -> unfinished.add(event, unit));
        return value;
    }

    /** Defines as they are the types that had to be defined in another form first. */
    private void complete(
            ProvisionalForms provisional,
            Predicate<Snippet> isWanted,
            UnfinishedDefinitions unfinished,
            CellScope scope)
            throws CellFailure {
        for (CodeUnit unit : provisional.take(isWanted)) {
            List<SnippetEvent> events = run(unit, false, scope);
            outcome(events, unit, scope);
            events.forEach(event -> unfinished.add(event, unit));
        }
    }

    /** Called when a cell and everything it does has ended. */
    void cellEnded() {
        control.begin(null);
        code.cellEnded();
        temporaries.release();
        keptDiagnostics.release();
        keptCompilations.cellEnded();
    }

    private Optional<CellSplitter.Cut> broken(String code, CellSplitter splitter, CellScope scope) throws CellFailure {
        try {
            return splitter.broken(code);
        } catch (StackOverflowError e) {
            CodeUnit all = new CodeUnit(code, CodeUnit.Position.BEGIN, CodeUnit.linesOf(code));
            throw CellFailure.of(compilationReport.failure(e, all, scope.number()));
        }
    }

    /** A cell that is broken anywhere is refused before any of it runs. */
    private void refuse(CellSplitter.Cut broken, CellScope scope) throws CellFailure {
        CodeUnit unit = broken.unit().shownAs(scope.written());
        boolean isKnownToJShell = jshell.sourceCodeAnalysis().sourceToSnippets(unit.source()).stream()
                .anyMatch(ErroneousSnippet.class::isInstance);
        List<Diag> diagnostics = isKnownToJShell ? diagnostics(run(unit, unit.source(), scope)) : List.of();
        throw CellFailure.of(
                diagnostics.isEmpty()
                        ? compilationReport.error(broken.fault().orElseThrow(), unit, scope.number())
                        : compilationReport.error(diagnostics, unit, scope.number()));
    }

    /** To be called when all that the definitions refer to could be there. */
    private void refuseFaulty(UnfinishedDefinitions unfinished, CellScope scope) throws CellFailure {
        Optional<UnfinishedDefinitions.Faulty> found = unfinished.faulty();
        if (found.isPresent()) {
            UnfinishedDefinitions.Faulty faulty = found.get();
            CellError error = compilationReport.error(faulty.diagnostics(), faulty.unit(), scope.number());
            faults.put(faulty.definition().id(), error.message());
            throw CellFailure.of(error);
        }
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
        code.next(unit.shownAs(scope.written()), scope.number());
        List<SnippetEvent> events = compilations.eval(source, unit, scope);
        for (SnippetEvent event : events) {
            UnfinishedDefinitions.fault(jshell, event)
                    .ifPresent(message -> faults.put(event.snippet().id(), message));
            keptDiagnostics.add(event.snippet());
            if (event.causeSnippet() == null) {
                places.remember(event.snippet().id(), scope.number(), unit.shownAs(scope.written()));
            }
        }
        code.complete();
        return events;
    }

    private List<Diag> diagnostics(List<SnippetEvent> events) {
        return events.stream()
                .filter(Evaluator::isRefused)
                .flatMap(event -> jshell.diagnostics(event.snippet()))
                .toList();
    }

    /** What is no definition cannot wait for anything: it has not run. */
    private static boolean isRefused(SnippetEvent event) {
        boolean isWaiting = UnfinishedDefinitions.isUnfinished(event.status())
                && !(event.snippet() instanceof MethodSnippet)
                && !(event.snippet() instanceof TypeDeclSnippet);
        return event.causeSnippet() == null && (event.status() == Status.REJECTED || isWaiting);
    }

    /** Whether cells have declared a variable of this name. */
    boolean isVariable(String name) {
        return jshell.variables().anyMatch(variable -> variable.name().equals(name));
    }

    Map<String, Object> values() {
        return keptValues.now();
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
            }
        }
        return value;
    }

    private void check(SnippetEvent event, CodeUnit unit, CellScope scope) throws CellFailure {
        Throwable thrown = control.thrown().orElse(null);
        if (scope.isInterrupted() || thrown instanceof CellInterrupted) {
            throw thrown == null ? CellFailure.interrupted() : interrupted(thrown);
        }
        if (isRefused(event)) {
            throw refusal(event, unit, scope);
        }
        if (event.exception() instanceof UnresolvedReferenceException unresolved) {
            throw unresolved(unresolved, unit);
        }
        if (thrown != null) {
            throw failure(thrown, event);
        }
    }

    private CellFailure interrupted(Throwable thrown) {
        ThrowableReport report = new ThrowableReport(StackFrames.of(thrown, NO_FRAMES, wrappers), places);
        return CellFailure.interrupted(report.where(thrown), report.line(thrown));
    }

    private CellFailure refusal(SnippetEvent event, CodeUnit unit, CellScope scope) {
        List<Diag> diagnostics = jshell.diagnostics(event.snippet()).toList();
        // JShell takes a declaration like "Foo x;" as good for later; in a cell it is a mistake.
        boolean isWaiting = event.status() != Status.REJECTED;
        if (isWaiting) {
            jshell.drop(event.snippet());
        }
        return CellFailure.of(
                isWaiting
                                && event.snippet() instanceof VarSnippet variable
                                && diagnostics.stream().noneMatch(GuardedCompilations::isLimit)
                        ? compilationReport.unknownType(variable.typeName(), unit, scope.number())
                        : compilationReport.error(diagnostics, unit, scope.number()));
    }

    private CellFailure failure(Throwable thrown, SnippetEvent event) {
        return failure(
                thrown, event.exception() instanceof EvalException exception ? exception.getStackTrace() : NO_FRAMES);
    }

    private CellFailure unresolved(UnresolvedReferenceException exception, CodeUnit unit) {
        DeclarationSnippet snippet = exception.getSnippet();
        String fault = faults.get(snippet.id());
        String missing = jshell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
        String message = snippet.name() + " cannot be used yet: "
                + (fault == null || !missing.isEmpty() ? "it needs " + missing : fault);
        return CellFailure.of("UnresolvedReference", message, unit.start().line() + 1);
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
        if (snippet.subKind() == SubKind.VAR_DECLARATION_SUBKIND
                || snippet.subKind() == SubKind.VAR_DECLARATION_WITH_INITIALIZER_SUBKIND) {
            keptValues.declared((VarSnippet) snippet);
            keptValues.declareDenotably((VarSnippet) snippet, value, scope);
        }
        if (snippet instanceof VarSnippet variable && snippet.subKind() == SubKind.TEMP_VAR_EXPRESSION_SUBKIND) {
            control.holder().ifPresent(holder -> temporaries.add(variable, holder, value));
            return value;
        }
        boolean shows = snippet instanceof ExpressionSnippet && snippet.subKind() == SubKind.VAR_VALUE_SUBKIND
                || snippet.subKind() == SubKind.OTHER_EXPRESSION_SUBKIND;
        return shows ? value : null;
    }
}
