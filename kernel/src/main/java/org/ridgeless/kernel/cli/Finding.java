package org.ridgeless.kernel.cli;

/**
 * One line of {@code lab doctor}.
 *
 * @param state whether it is as it should be
 * @param subject what was looked at
 * @param found what is there
 * @param remedy how to mend it; empty where nothing needs mending
 */
public record Finding(State state, String subject, String found, String remedy) {
    /** How good a finding is. */
    public enum State {
        GOOD,
        /** Works, but something that would help is missing. */
        NOTE,
        /** Something will fail. */
        BAD
    }

    public static Finding good(String subject, String found) {
        return new Finding(State.GOOD, subject, found, "");
    }

    public static Finding note(String subject, String found, String remedy) {
        return new Finding(State.NOTE, subject, found, remedy);
    }

    public static Finding bad(String subject, String found, String remedy) {
        return new Finding(State.BAD, subject, found, remedy);
    }
}
