package org.ridgeless.kernel.assist;

import java.util.List;
import java.util.Optional;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.kernel.extension.KernelSession;

/** Turns what is not Java in a cell, such as magics, into Java. */
public interface CellPreprocessor {

    /**
     * The Java code to evaluate in place of {@code code}; called on the cell's thread, so it may print, ask and be
     * interrupted. Keeping the number of lines keeps the line numbers of errors right.
     */
    String process(String code, KernelSession session) throws Exception;

    /** The code with everything that is not Java blanked out, to judge whether a cell is complete. */
    default String mask(String code) {
        return code;
    }

    /** Completions at a position that is not Java; empty leaves the position to Java. */
    default Optional<Completions> complete(String code, int cursor, KernelSession session) {
        return Optional.empty();
    }

    /** Help on what is not Java at a position; empty leaves the position to Java. */
    default Optional<Inspection> inspect(String code, int cursor, KernelSession session) {
        return Optional.empty();
    }

    /** Import declarations that the produced code needs, as in {@link KernelExtension#imports()}. */
    default List<String> imports() {
        return List.of();
    }
}
