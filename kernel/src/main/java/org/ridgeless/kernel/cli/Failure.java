package org.ridgeless.kernel.cli;

/** A command cannot do what it is asked; the message is the one line that the user sees. */
final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
        super(message);
    }

    Failure(String message, Throwable cause) {
        super(message, cause);
    }
}
