package org.ridgeless.kernel.assist;

/**
 * Whether code could be evaluated as it stands.
 *
 * @param indent the white space with which a next line should begin; empty unless INCOMPLETE
 */
public record Completeness(State state, String indent) {

    /** The states of the protocol. */
    public enum State {
        COMPLETE,
        INCOMPLETE,
        INVALID,
        UNKNOWN
    }
}
