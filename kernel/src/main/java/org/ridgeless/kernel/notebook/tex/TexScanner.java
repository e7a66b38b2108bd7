package org.ridgeless.kernel.notebook.tex;

/** Walks over LaTeX: characters, control words, brace groups. */
final class TexScanner {
    private static final char END = '\0';

    private final String tex;
    private int position;

    TexScanner(String tex) {
        this.tex = tex;
    }

    boolean atEnd() {
        return position >= tex.length();
    }

    char peek() {
        return atEnd() ? END : tex.charAt(position);
    }

    /** The next character, with its partner if it takes two. */
    String next() {
        int codePoint = tex.codePointAt(position);
        position += Character.charCount(codePoint);
        return Character.toString(codePoint);
    }

    boolean skip(String expected) {
        if (tex.startsWith(expected, position)) {
            position += expected.length();
            return true;
        }
        return false;
    }

    /** Skips white space and comments. */
    void skipSpace() {
        while (!atEnd()) {
            if (Character.isWhitespace(peek())) {
                position++;
            } else if (peek() == '%') {
                int lineEnd = tex.indexOf('\n', position);
                position = lineEnd < 0 ? tex.length() : lineEnd + 1;
            } else {
                return;
            }
        }
    }

    /** The name of the control sequence at this backslash: letters, or one other character. */
    String command() {
        position++;
        if (atEnd()) {
            return "";
        }
        int start = position;
        while (!atEnd() && isAsciiLetter(peek())) {
            position++;
        }
        return position > start ? tex.substring(start, position) : next();
    }

    /** The name of the control sequence here, without moving; the empty text if there is none. */
    String peekCommand() {
        if (peek() != '\\') {
            return "";
        }
        int start = position;
        String name = command();
        position = start;
        return name;
    }

    /** The characters of the brace group here, or the one character or control sequence that stands for it. */
    String rawArgument() {
        skipSpace();
        if (atEnd()) {
            return "";
        }
        if (peek() == '\\') {
            return "\\" + command();
        }
        if (peek() != '{') {
            return next();
        }
        position++;
        return until('}');
    }

    /** The characters of the bracket group here, or null if there is none. */
    String rawOption() {
        skipSpace();
        if (peek() != '[') {
            return null;
        }
        position++;
        return until(']');
    }

    private String until(char close) {
        int start = position;
        int depth = 0;
        while (!atEnd() && (depth > 0 || peek() != close)) {
            if (peek() == '\\') {
                position++;
            } else if (peek() == '{') {
                depth++;
            } else if (peek() == '}') {
                depth--;
            }
            position++;
        }
        int end = Math.min(position, tex.length());
        position = Math.min(end + 1, tex.length());
        return tex.substring(start, end);
    }

    /** The run of digits and decimal points here. */
    String number() {
        int start = position;
        while (!atEnd() && (isDigit(peek()) || isDecimalPoint())) {
            position++;
        }
        return tex.substring(start, position);
    }

    private boolean isDecimalPoint() {
        return peek() == '.' && position + 1 < tex.length() && isDigit(tex.charAt(position + 1));
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAsciiLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
