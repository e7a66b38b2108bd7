package org.ridgeless.display;

import java.util.List;

/**
 * A value that shows itself in a notebook. Adapters in {@code org.ridgeless.jupyter} hand the bundle to the kernel that is
 * running; anywhere else {@code toString()} speaks for the value.
 */
public interface Displayable {
    /** What a front end may show, from plain text to the richest form; always holds {@code text/plain}. */
    MimeBundle mime();

    /**
     * What this value is made of, for a kernel that can show several things one below the other: each in its own best
     * form, and nothing stored twice. The value itself unless it says otherwise.
     */
    default List<Displayable> parts() {
        return List.of(this);
    }
}
