package org.ridgeless.kernel.notebook.tex;

/** Attaches what follows {@code ^} and {@code _}, and primes, to the node before. */
final class TexScripts {
    private final TexParser parser;
    private final TexScanner scanner;
    private String above;
    private String below;
    private final StringBuilder primes = new StringBuilder();

    TexScripts(TexParser parser, TexScanner scanner) {
        this.parser = parser;
        this.scanner = scanner;
    }

    Node attach(Node base) {
        while (true) {
            scanner.skipSpace();
            if (scanner.peek() == '\'') {
                scanner.next();
                primes.append('′');
            } else if (scanner.peek() == '^' && above == null) {
                scanner.next();
                above = parser.argument();
            } else if (scanner.peek() == '_' && below == null) {
                scanner.next();
                below = parser.argument();
            } else {
                return new Node(
                        scripted(base), base.takesLimits() || base.isFunction() ? base.role() : Node.Role.ORDINARY);
            }
        }
    }

    private String scripted(Node base) {
        String top = superscript();
        boolean limits = base.takesLimits();
        if (top == null && below == null) {
            // A double script such as x^a^b: keep what was read and leave the rest to the next round.
            scanner.next();
            return base.xml();
        }
        if (top == null) {
            return Nodes.element(limits ? "munder" : "msub", base.xml(), below);
        }
        if (below == null) {
            return Nodes.element(limits ? "mover" : "msup", base.xml(), top);
        }
        return Nodes.element(limits ? "munderover" : "msubsup", base.xml(), below, top);
    }

    private String superscript() {
        if (primes.isEmpty()) {
            return above;
        }
        String marks = Nodes.operator(primes.toString());
        return above == null ? marks : Nodes.row(marks + above);
    }
}
