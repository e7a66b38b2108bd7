package org.ridgeless.kernel.notebook;

/** A parameter that a notebook does not have, or a value that it does not take. */
public final class WrongParameterException extends NotebookException {
    private static final long serialVersionUID = 1L;

    WrongParameterException(String message) {
        super(message);
    }
}
