package org.ridgeless.kernel.protocol;

/** A message that is not of the protocol, or not signed with the key: it is dropped. */
final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedMessageException(String message) {
        super(message);
    }
}
