package org.ridgeless.kernel.magics;

import java.util.BitSet;

/** Tells which lines of a cell begin inside a comment or a text block, where a percent sign means nothing. */
final class JavaLines {
    private enum State {
        CODE,
        LINE_COMMENT,
        BLOCK_COMMENT,
        STRING,
        CHARACTER,
        TEXT_BLOCK
    }

    private JavaLines() {}

    /** The numbers, from 0, of the lines that begin in code. */
    static BitSet inCode(String cell) {
        BitSet lines = new BitSet();
        State state = State.CODE;
        int line = 0;
        lines.set(0);
        int i = 0;
        while (i < cell.length()) {
            char c = cell.charAt(i);
            if (c == '\n') {
                line++;
                state = state == State.BLOCK_COMMENT || state == State.TEXT_BLOCK ? state : State.CODE;
                lines.set(line, state == State.CODE);
                i++;
            } else if (c == '\\'
                    && state != State.CODE
                    && state != State.BLOCK_COMMENT
                    && state != State.LINE_COMMENT) {
                i += cell.startsWith("\n", i + 1) ? 1 : 2;
            } else {
                String token = token(cell, i, state);
                state = next(state, token);
                i += token.length();
            }
        }
        return lines;
    }

    private static String token(String cell, int i, State state) {
        if (state == State.CODE || state == State.TEXT_BLOCK) {
            if (cell.startsWith("\"\"\"", i)) {
                return "\"\"\"";
            }
        }
        if (state == State.CODE && (cell.startsWith("//", i) || cell.startsWith("/*", i))
                || state == State.BLOCK_COMMENT && cell.startsWith("*/", i)) {
            return cell.substring(i, i + 2);
        }
        return cell.substring(i, i + 1);
    }

    private static State next(State state, String token) {
        return switch (state) {
            case CODE ->
                switch (token) {
                    case "//" -> State.LINE_COMMENT;
                    case "/*" -> State.BLOCK_COMMENT;
                    case "\"\"\"" -> State.TEXT_BLOCK;
                    case "\"" -> State.STRING;
                    case "'" -> State.CHARACTER;
                    default -> State.CODE;
                };
            case BLOCK_COMMENT -> token.equals("*/") ? State.CODE : state;
            case TEXT_BLOCK -> token.equals("\"\"\"") ? State.CODE : state;
            case STRING -> token.equals("\"") ? State.CODE : state;
            case CHARACTER -> token.equals("'") ? State.CODE : state;
            case LINE_COMMENT -> state;
        };
    }
}
