package org.ridgeless.kernel.cell;

/** Colours that can be read on light and on dark paper. */
public enum Ansi {
    ERROR("1;31"),
    MARK("31"),
    PLACE("32"),
    HINT("1;34");

    private final String code;

    Ansi(String code) {
        this.code = code;
    }

    public String paint(String text) {
        return text.isEmpty() ? text : "\u001B[" + code + "m" + text + "\u001B[0m";
    }
}
