package org.ridgeless.kernel.notebook;

/** Something is wrong with a notebook file or with what is asked of it; the message is one line for the reader. */
public class NotebookException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotebookException(String message) {
        super(message);
    }

    public NotebookException(String message, Throwable cause) {
        super(message, cause);
    }
}
