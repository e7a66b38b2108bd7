package org.ridgeless.kernel.assist;

import java.util.List;

/**
 * What may stand between {@code start} and {@code end} (offsets in UTF-16 units) of the code.
 */
public record Completions(int start, int end, List<Match> matches) {

    /**
     * One proposal.
     *
     * @param text what to insert
     * @param type {@code method}, {@code field}, {@code class}, {@code package}, {@code keyword}, {@code magic}, …
     * @param signature a line to show beside it, possibly empty
     */
    public record Match(String text, String type, String signature) {}

    public static Completions none(int cursor) {
        return new Completions(cursor, cursor, List.of());
    }
}
