package org.ridgeless.lessons;

/** An answer that is not right yet. Its message is meant for a student, so it carries no stack trace. */
public final class WrongAnswer extends RuntimeException {

    private static final long serialVersionUID = 1L;

    WrongAnswer(String finding, String hint) {
        super(text(finding, hint), null, false, false);
    }

    static String text(String finding, String hint) {
        return "Not yet: " + finding + ". Hint: " + hint;
    }
}
