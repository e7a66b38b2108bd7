package org.ridgeless.kernel.shell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.ErroneousSnippet;
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
import org.ridgeless.kernel.cell.CellFailure;
import org.ridgeless.kernel.cell.CellInterrupted;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.jdk.JShellMending;
import org.ridgeless.kernel.jdk.KeptCompilations;
import org.ridgeless.kernel.jdk.KeptDiagnostics;
import org.ridgeless.kernel.jdk.NamesOfJShell;
import org.ridgeless.kernel.jdk.Overloads;
import org.ridgeless.kernel.jdk.ProvisionalForms;
import org.ridgeless.kernel.jdk.Tidying;
import org.ridgeless.kernel.report.CompilationReport;
import org.ridgeless.kernel.report.NameHints;
import org.ridgeless.kernel.report.RedefinitionNotice;
import org.ridgeless.kernel.report.UnfinishedDefinitions;
import org.ridgeless.kernel.source.CellParser;
import org.ridgeless.kernel.source.CellSplitter;
import org.ridgeless.kernel.source.CodeUnit;
import org.ridgeless.kernel.source.FinalVariables;
import org.ridgeless.kernel.source.MissingSemicolons;
import org.ridgeless.kernel.source.SourcePlaces;

/** Evaluates the units of a cell one after the other. */
final class Evaluator {

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
    private final Failures failures;
    private final CompiledUnits compiled = new CompiledUnits();
    private final KeptValues keptValues;
    private final FinalVariables finals;
    private final DefaultImports imports;
    private final Overloads overloads;
    private final CellCode code;

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
        overloads = new Overloads(jshell, parser);
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
        failures = new Failures(jshell, places);
        code.attach(jshell, places);
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
                last = execute(unit, CellSplitter.isBlank(cut.get().rest()), scope);
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
        List<SnippetEvent> events = overloads.define(unit, () -> run(unit, false, scope));
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
    void cellEnded(CellScope scope) {
        control.begin(null);
        code.cellEnded();
        temporaries.release();
        overloads.cellEnded();
        keptDiagnostics.release();
        if (scope.output().isWatched()) {
            keptCompilations.cellEnded();
        }
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
        // JShell has nothing against a return but that it does not know the variables of this cell.
        boolean knowsBetter = isKnownToJShell && !CellParser.isReturn(unit.source());
        List<Diag> diagnostics = knowsBetter ? diagnostics(run(unit, unit.source(), scope)) : List.of();
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
            failures.fault(faulty.definition(), error.message());
            throw CellFailure.of(error);
        }
    }

    /** Runs what is no definition, again as it was compiled if it can. */
    private Object execute(CodeUnit unit, boolean isLast, CellScope scope) throws CellFailure {
        Optional<CompiledUnits.Compiled> before = compiled.find(unit.source(), isLast);
        if (before.isPresent()) {
            return again(before.get(), unit, scope);
        }
        List<SnippetEvent> events = run(unit, isLast, scope);
        List<String> classes = control.classes();
        Object value = outcome(events, unit, scope);
        compiled.ran(unit.source(), isLast, events, classes);
        return value;
    }

    private Object again(CompiledUnits.Compiled before, CodeUnit unit, CellScope scope) throws CellFailure {
        scope.takeResult();
        control.begin(scope);
        places.remember(before.snippet().id(), scope.number(), unit.shownAs(scope.written()));
        control.again(before.classes());
        if (control.wasAbandoned()) {
            throw CellFailure.abandoned();
        }
        checkInterrupted(scope);
        if (control.thrown().isPresent()) {
            throw failures.again(control.thrown().get(), unit);
        }
        return value(before.snippet(), unit, scope);
    }

    /** Runs a unit, first in the form that costs fewer compilations, if it looks as if it had one. */
    private List<SnippetEvent> run(CodeUnit unit, boolean isLast, CellScope scope) throws CellFailure {
        imports.prepare(unit.source()).forEach(scope::notice);
        for (String declaration : temporaries.declarationsFor(unit.source())) {
            declare(declaration, unit, scope);
        }
        scope.takeResult();
        Optional<String> handover =
                isLast ? PlainStatements.handover(unit.source(), compiled.hasValue(unit.source())) : Optional.empty();
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
        compiled.defined(events);
        for (SnippetEvent event : events) {
            UnfinishedDefinitions.fault(jshell, event)
                    .ifPresent(message -> failures.fault((DeclarationSnippet) event.snippet(), message));
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
        checkInterrupted(scope);
        if (isRefused(event)) {
            throw refusal(event, unit, scope);
        }
        if (event.exception() instanceof UnresolvedReferenceException unresolved) {
            throw failures.unresolved(unresolved.getSnippet(), unit);
        }
        if (control.thrown().isPresent()) {
            throw failures.of(control.thrown().get(), event.exception());
        }
    }

    private void checkInterrupted(CellScope scope) throws CellFailure {
        Throwable thrown = control.thrown().orElse(null);
        if (scope.isInterrupted() || thrown instanceof CellInterrupted) {
            throw thrown == null ? CellFailure.interrupted() : failures.interrupted(thrown);
        }
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

    /** The error for what was thrown outside the code of a cell, such as by a renderer. */
    CellFailure failure(Throwable thrown) {
        return failures.of(thrown);
    }

    private Object value(Snippet snippet, CodeUnit unit, CellScope scope) {
        Object handedOver = scope.takeResult();
        if (handedOver != null) {
            if (scope.output().isWatched()) {
                temporaries.keep(names.get(), unit.source(), handedOver);
            }
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
