package org.ridgeless.kernel.notebook.tex;

import java.util.List;

/** Makes the elements of MathML Core. */
final class Nodes {
    private static final String THIN_SPACE = space("0.1667em");

    private Nodes() {}

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    static String identifier(String text) {
        return "<mi>" + escape(text) + "</mi>";
    }

    /** A letter that stays upright; MathML slants single letters by itself. */
    static String upright(String text) {
        return text.codePointCount(0, text.length()) == 1
                ? "<mi mathvariant=\"normal\">" + escape(text) + "</mi>"
                : identifier(text);
    }

    static String number(String text) {
        return "<mn>" + escape(text) + "</mn>";
    }

    static String operator(String text) {
        return "<mo>" + escape(text) + "</mo>";
    }

    /** A bracket as large as the line, not as what it encloses. */
    static String bracket(String text) {
        return "<mo stretchy=\"false\">" + escape(text) + "</mo>";
    }

    static String text(String text) {
        // MathML collapses ordinary spaces at the ends.
        return "<mtext>" + escape(text).replace(' ', '\u00a0') + "</mtext>";
    }

    static String space(String width) {
        return "<mspace width=\"" + width + "\"/>";
    }

    /** One element from what may be none, one or several. */
    static String row(String children) {
        return "<mrow>" + children + "</mrow>";
    }

    static String element(String name, String... children) {
        return "<" + name + ">" + String.join("", children) + "</" + name + ">";
    }

    /** The neighbours in one line, with the thin spaces that TeX keeps around named functions. */
    static String line(List<Node> nodes) {
        StringBuilder line = new StringBuilder();
        Node previous = null;
        for (Node node : nodes) {
            if (previous != null && needsThinSpace(previous, node)) {
                line.append(THIN_SPACE);
            }
            line.append(node.xml());
            previous = node;
        }
        return line.toString();
    }

    private static boolean needsThinSpace(Node left, Node right) {
        boolean afterFunction = left.isFunction() && (right.role() == Node.Role.ORDINARY || right.isFunction());
        boolean beforeFunction = right.isFunction() && left.role() == Node.Role.ORDINARY;
        return afterFunction || beforeFunction;
    }
}
