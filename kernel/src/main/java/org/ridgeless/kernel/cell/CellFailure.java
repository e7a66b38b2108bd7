package org.ridgeless.kernel.cell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Ends the evaluation of a cell; carries the error to report. */
public final class CellFailure extends Exception {

    private static final long serialVersionUID = 1;

    private final transient CellError error;
    private final CellResult.Status status;

    private CellFailure(CellResult.Status status, CellError error) {
        super(error.message(), null, false, false);
        this.status = status;
        this.error = error;
    }

    public CellError error() {
        return error;
    }

    public CellResult.Status status() {
        return status;
    }

    public static CellFailure of(CellError error) {
        return new CellFailure(CellResult.Status.ERROR, error);
    }

    /** An error that has no more to it than a name and a message. */
    public static CellFailure of(String name, String message, int line) {
        return of(new CellError(name, message, headline(name, message), line));
    }

    public static CellFailure interrupted() {
        return interrupted("the cell was interrupted");
    }

    /** @param place where the cell was, in lines to show */
    public static CellFailure interrupted(List<String> place, int line) {
        CellError error = interrupted().error();
        return new CellFailure(
                CellResult.Status.INTERRUPTED,
                new CellError(error.name(), error.message(), joined(error.traceback(), place), line));
    }

    /** The failure of a cell that was stopped because one of its statements took too long. */
    public CellFailure exceeded(Duration limit) {
        String name = "Timeout";
        String message = "a statement took longer than " + limit.toMillis() / 1e3 + " s, the limit that is set for it";
        List<String> place = error.traceback().subList(1, error.traceback().size());
        return of(new CellError(name, message, joined(headline(name, message), place), error.line()));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }

    public static CellFailure abandoned() {
        return interrupted("the cell was interrupted, but part of it is in library code that cannot be stopped;"
                + " it goes on in the background, and what it prints is discarded");
    }

    private static CellFailure interrupted(String message) {
        String name = "Interrupted";
        return new CellFailure(CellResult.Status.INTERRUPTED, new CellError(name, message, headline(name, message), 0));
    }

    private static List<String> headline(String name, String message) {
        return List.of(Ansi.ERROR.paint(name) + ": " + message);
    }
}
