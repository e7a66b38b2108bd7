package org.ridgeless.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.UnresolvedReferenceException;

/** Ends the evaluation of a cell; carries the error to report. */
final class CellFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final transient CellError error;
    private final CellResult.Status status;

    private CellFailure(CellResult.Status status, CellError error) {
        super(error.message());
        this.status = status;
        this.error = error;
    }

    CellError error() {
        return error;
    }

    CellResult.Status status() {
        return status;
    }

    static CellFailure interrupted() {
        return of(CellResult.Status.INTERRUPTED, "Interrupted", "the cell was interrupted", List.of(), 0);
    }

    static CellFailure abandoned() {
        return of(
                CellResult.Status.INTERRUPTED,
                "Interrupted",
                "the cell was interrupted, but part of it is in library code that cannot be stopped;"
                        + " it goes on in the background, and what it prints is discarded",
                List.of(),
                0);
    }

    static CellFailure compilation(List<Diag> diagnostics, CodeUnit unit) {
        List<String> lines = new ArrayList<>();
        int first = 0;
        for (Diag diagnostic : diagnostics) {
            int line = unit.line() + 1 + lineOf(unit.source(), (int) diagnostic.getPosition());
            first = first == 0 ? line : first;
            lines.add("line " + line + ": " + diagnostic.getMessage(Locale.ENGLISH));
        }
        String message = lines.isEmpty() ? "not valid Java" : lines.get(0);
        return of(CellResult.Status.ERROR, "CompilationError", message, lines, first);
    }

    static CellFailure thrown(Throwable thrown, JShellException translated, CodeUnit unit) {
        List<String> lines = new ArrayList<>();
        for (StackTraceElement frame : translated == null ? thrown.getStackTrace() : translated.getStackTrace()) {
            lines.add("  at " + frame);
        }
        for (Throwable cause = thrown.getCause(); cause != null && lines.size() < 35; cause = cause.getCause()) {
            lines.add("Caused by " + cause);
        }
        return of(
                CellResult.Status.ERROR,
                thrown.getClass().getName(),
                String.valueOf(thrown.getMessage()),
                lines.subList(0, Math.min(35, lines.size())),
                unit.line() + 1);
    }

    static CellFailure unresolved(JShell jshell, UnresolvedReferenceException unresolved, CodeUnit unit) {
        DeclarationSnippet snippet = unresolved.getSnippet();
        String missing = jshell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
        return of(
                CellResult.Status.ERROR,
                "UnresolvedReference",
                snippet.name() + " cannot be used yet: it needs " + missing,
                List.of(),
                unit.line() + 1);
    }

    private static CellFailure of(
            CellResult.Status status, String name, String message, List<String> details, int line) {
        List<String> traceback = new ArrayList<>();
        traceback.add(name + ": " + message);
        traceback.addAll(details);
        return new CellFailure(status, new CellError(name, message, traceback, line));
    }

    private static int lineOf(String source, int position) {
        int end = Math.max(0, Math.min(source.length(), position));
        return (int) source.substring(0, end).chars().filter(c -> c == '\n').count();
    }
}
