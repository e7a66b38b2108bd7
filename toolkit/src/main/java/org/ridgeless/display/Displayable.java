package org.ridgeless.display;

/**
 * A value that shows itself in a notebook. Adapters in {@code org.ridgeless.jupyter} hand the bundle to the kernel that is
 * running; anywhere else {@code toString()} speaks for the value.
 */
public interface Displayable {
    /** What a front end may show, from plain text to the richest form; always holds {@code text/plain}. */
    MimeBundle mime();
}
