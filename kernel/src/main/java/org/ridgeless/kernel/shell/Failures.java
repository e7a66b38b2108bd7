package org.ridgeless.kernel.shell;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.spi.SPIResolutionException;
import org.ridgeless.kernel.cell.CellExit;
import org.ridgeless.kernel.cell.CellFailure;
import org.ridgeless.kernel.report.StackFrames;
import org.ridgeless.kernel.report.ThrowableReport;
import org.ridgeless.kernel.report.WrapperFrames;
import org.ridgeless.kernel.source.CodeUnit;
import org.ridgeless.kernel.source.SourcePlaces;

/** The failures of cells for what their code has thrown. */
final class Failures {

    private static final StackTraceElement[] NO_FRAMES = {};

    private final JShell jshell;
    private final SourcePlaces places;
    private final WrapperFrames wrappers;
    /** What was wrong with definitions that JShell took, by identifier. */
    private final Map<String, String> faults = new HashMap<>();

    Failures(JShell jshell, SourcePlaces places) {
        this.jshell = jshell;
        this.places = places;
        wrappers = new WrapperFrames(jshell);
    }

    /** Notes what is wrong with a definition that JShell has taken. */
    void fault(DeclarationSnippet definition, String message) {
        faults.put(definition.id(), message);
    }

    CellFailure interrupted(Throwable thrown) {
        ThrowableReport report = new ThrowableReport(StackFrames.of(thrown, NO_FRAMES, wrappers), places);
        return CellFailure.interrupted(report.where(thrown), report.line(thrown));
    }

    CellFailure unresolved(DeclarationSnippet definition, CodeUnit unit) {
        String fault = faults.get(definition.id());
        String missing = jshell.unresolvedDependencies(definition).collect(Collectors.joining(", "));
        String message = definition.name() + " cannot be used yet: "
                + (fault == null || !missing.isEmpty() ? "it needs " + missing : fault);
        return CellFailure.of("UnresolvedReference", message, unit.start().line() + 1);
    }

    /** The failure for what was thrown by code that JShell did not start. */
    CellFailure again(Throwable thrown, CodeUnit unit) {
        return thrown instanceof SPIResolutionException unresolved
                ? jshell.snippets()
                        .filter(snippet -> snippet.id().equals(String.valueOf(unresolved.id())))
                        .filter(DeclarationSnippet.class::isInstance)
                        .reduce((first, latest) -> latest)
                        .map(definition -> unresolved((DeclarationSnippet) definition, unit))
                        .orElseGet(() -> of(thrown))
                : of(thrown);
    }

    /** The failure for what was thrown outside the code of a cell, such as by a renderer. */
    CellFailure of(Throwable thrown) {
        return of(thrown, null);
    }

    /** @param exception how JShell has put it, or null */
    CellFailure of(Throwable thrown, JShellException exception) {
        if (thrown instanceof CellExit exit) {
            return CellFailure.of("SystemExit", "the cell ended itself with status " + exit.status(), 0);
        }
        StackTraceElement[] translation =
                exception instanceof EvalException evaluated ? evaluated.getStackTrace() : NO_FRAMES;
        StackFrames frames = StackFrames.of(thrown, translation, wrappers);
        return CellFailure.of(new ThrowableReport(frames, places).error(thrown));
    }
}
