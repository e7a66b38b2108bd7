package org.ridgeless.kernel.shell;

import java.util.List;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.ridgeless.kernel.cell.CellFailure;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.cell.MemoryReserve;
import org.ridgeless.kernel.jdk.KeptCompilations;
import org.ridgeless.kernel.report.CompilationReport;
import org.ridgeless.kernel.source.CodeUnit;

/** JShell's compiler with what it fails on: code that is nested too deeply, a full memory, what is too large for a class file. */
final class GuardedCompilations {

    private final JShell jshell;
    private final CellControl control;
    private final KeptCompilations kept;
    private final CompilationReport report;

    GuardedCompilations(JShell jshell, CellControl control, KeptCompilations kept, CompilationReport report) {
        this.jshell = jshell;
        this.control = control;
        this.kept = kept;
        this.report = report;
    }

    List<SnippetEvent> eval(String source, CodeUnit unit, CellScope scope) throws CellFailure {
        List<SnippetEvent> events = compiled(source, unit, scope);
        if (events.stream()
                .flatMap(event -> jshell.diagnostics(event.snippet()))
                .anyMatch(GuardedCompilations::isLimit)) {
            kept.forget();
        }
        return events;
    }

    private List<SnippetEvent> compiled(String source, CodeUnit unit, CellScope scope) throws CellFailure {
        try {
            return withMemory(source);
        } catch (InternalError | IllegalStateException | NullPointerException | StackOverflowError e) {
            kept.forget();
            throw CellFailure.of(report.failure(e, unit, scope.number()));
        }
    }

    /** A cell may have filled the memory, so that there is none for the compilation of the next lines. */
    private List<SnippetEvent> withMemory(String source) {
        try {
            return jshell.eval(source);
        } catch (OutOfMemoryError e) {
            MemoryReserve.releaseFor(e);
            kept.forget();
            if (control.hasRun()) {
                throw e;
            }
            return jshell.eval(source);
        }
    }

    /** Whether something is too large for a class file, which the compiler finds out only when it writes one. */
    static boolean isLimit(Diag diagnostic) {
        return diagnostic.getCode().startsWith("compiler.err.limit");
    }
}
