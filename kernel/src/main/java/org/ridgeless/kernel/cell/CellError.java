package org.ridgeless.kernel.cell;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Why a cell failed.
 *
 * @param name the exception's class name, or {@code CompilationError}, {@code Interrupted}, …
 * @param message the exception's message, never null
 * @param traceback lines to show, coloured with ANSI escapes
 * @param line the line of the cell, counted from 1, or 0 where there is none
 */
public record CellError(String name, String message, List<String> traceback, int line) {

    private static final Pattern ANSI = Pattern.compile("\u001B\\[[0-9;]*m");

    /** The traceback without colours. */
    public List<String> plainTraceback() {
        return traceback.stream().map(text -> ANSI.matcher(text).replaceAll("")).toList();
    }
}
