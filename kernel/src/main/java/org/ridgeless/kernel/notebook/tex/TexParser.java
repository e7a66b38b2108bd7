package org.ridgeless.kernel.notebook.tex;

import java.util.ArrayList;
import java.util.List;

/** Reads LaTeX and writes MathML in one pass; commands are in {@link TexCommands}. */
final class TexParser {
    private final TexScanner scanner;
    private final TexCommands commands;
    private final MathAlphabet alphabet;

    TexParser(String tex) {
        this(new TexScanner(tex), MathAlphabet.ITALIC);
    }

    private TexParser(TexScanner scanner, MathAlphabet alphabet) {
        this.scanner = scanner;
        this.alphabet = alphabet;
        this.commands = new TexCommands(this, scanner, alphabet);
    }

    /** The whole text; braces that close nothing are passed over. */
    String formula() {
        StringBuilder body = new StringBuilder(line());
        while (!scanner.atEnd()) {
            if (scanner.peek() == '\\') {
                scanner.command();
                body.append(Nodes.space("1em"));
            } else {
                scanner.next();
            }
            body.append(line());
        }
        return body.toString();
    }

    /** What stands up to the end of the group, of the cell or of the brackets. */
    String line() {
        return Nodes.line(nodes());
    }

    private List<Node> nodes() {
        List<Node> nodes = new ArrayList<>();
        while (true) {
            scanner.skipSpace();
            if (scanner.atEnd() || atCloser()) {
                return nodes;
            }
            if (scanner.peek() == '^' || scanner.peek() == '_' || scanner.peek() == '\'') {
                Node base = nodes.isEmpty() ? Node.ordinary("<mrow></mrow>") : nodes.remove(nodes.size() - 1);
                nodes.add(new TexScripts(this, scanner).attach(base));
            } else {
                Node node = atom();
                if (node != null) {
                    nodes.add(node);
                }
            }
        }
    }

    private boolean atCloser() {
        char c = scanner.peek();
        if (c == '}' || c == '&') {
            return true;
        }
        return switch (scanner.peekCommand()) {
            case "\\", "cr", "right", "middle", "end" -> true;
            default -> false;
        };
    }

    /** One symbol, number, group or command with its arguments; null for commands that leave no trace. */
    private Node atom() {
        char c = scanner.peek();
        if (c == '\\') {
            return commands.read();
        }
        if (c == '{') {
            return Node.ordinary(argument());
        }
        if (TexScanner.isDigit(c)) {
            return Node.ordinary(alphabet.number(scanner.number()));
        }
        return character(scanner.next());
    }

    private Node character(String c) {
        if (Character.isLetter(c.codePointAt(0))) {
            return Node.ordinary(alphabet.letter(c));
        }
        return switch (c) {
            case "-" -> Node.operator(Nodes.operator("−"));
            case "*" -> Node.operator(Nodes.operator("∗"));
            case "(", ")", "[", "]", "|" -> Node.operator(Nodes.bracket(c));
            // Without this a slash and a colon would keep the wide space of a division and a relation.
            case "/" -> Node.operator("<mo lspace=\"0\" rspace=\"0\">/</mo>");
            case "~" -> new Node(Nodes.space("0.333em"), Node.Role.SPACE);
            case "$" -> null;
            default -> Node.operator(Nodes.operator(c));
        };
    }

    /** The argument here, as one element. */
    String argument() {
        return argument(alphabet);
    }

    /** The argument here in another alphabet, as one element. */
    String argument(MathAlphabet other) {
        scanner.skipSpace();
        TexParser inner = other == alphabet ? this : new TexParser(scanner, other);
        if (scanner.peek() == '{') {
            scanner.next();
            String body = Nodes.row(inner.line());
            scanner.skip("}");
            return body;
        }
        if (scanner.atEnd() || atCloser()) {
            return Nodes.row("");
        }
        // TeX takes one digit, not the number, as an argument without braces.
        if (TexScanner.isDigit(scanner.peek())) {
            return other.number(scanner.next());
        }
        Node node = inner.atom();
        return node == null ? Nodes.row("") : node.xml();
    }

    /** LaTeX text as one element, read apart from what follows it. */
    String fragment(String tex) {
        return fragment(tex, alphabet);
    }

    /** LaTeX text as one element in another alphabet, read apart from what follows it. */
    String fragment(String tex, MathAlphabet other) {
        return Nodes.row(new TexParser(new TexScanner(tex), other).formula());
    }
}
