package org.ridgeless.kernel.notebook.tex;

/** {@code \left … \middle … \right}: brackets that grow with what they enclose. */
final class TexBrackets {
    private final TexParser parser;
    private final TexScanner scanner;

    TexBrackets(TexParser parser, TexScanner scanner) {
        this.parser = parser;
        this.scanner = scanner;
    }

    /** Reads what follows {@code \left}. */
    Node read() {
        StringBuilder body = new StringBuilder(stretching(delimiter())).append(parser.line());
        while (scanner.peekCommand().equals("middle")) {
            scanner.command();
            body.append(stretching(delimiter())).append(parser.line());
        }
        if (scanner.peekCommand().equals("right")) {
            scanner.command();
            body.append(stretching(delimiter()));
        }
        return Node.ordinary(Nodes.row(body.toString()));
    }

    /** The bracket here; empty for the dot that stands for none. */
    String delimiter() {
        scanner.skipSpace();
        if (scanner.atEnd()) {
            return "";
        }
        String bracket = scanner.peek() == '\\' ? Symbols.bracket(scanner.command()) : scanner.next();
        return switch (bracket) {
            case "." -> "";
            case "<" -> "⟨";
            case ">" -> "⟩";
            default -> bracket;
        };
    }

    static String stretching(String bracket) {
        return bracket.isEmpty() ? "" : "<mo stretchy=\"true\" symmetric=\"true\">" + Nodes.escape(bracket) + "</mo>";
    }
}
