package org.ridgeless.kernel.notebook.tex;

/**
 * A piece of MathML with what its neighbours need to know about it.
 *
 * @param xml one element
 * @param role how scripts attach to it and which space it keeps
 */
record Node(String xml, Role role) {
    enum Role {
        /** A letter, a number, a group: scripts go to its corners. */
        ORDINARY,
        /** A relation, a binary operator, a bracket, punctuation: MathML's operator dictionary spaces it. */
        OPERATOR,
        /** A sum or a product: limits above and below in display, at the corners in a line. */
        LARGE,
        /** A named function such as log: a thin space keeps it apart from its argument. */
        FUNCTION,
        /** A named operator with limits, such as min. */
        FUNCTION_WITH_LIMITS,
        /** A brace with a label: scripts always go above and below. */
        LABELLED,
        /** White space. */
        SPACE
    }

    static Node ordinary(String xml) {
        return new Node(xml, Role.ORDINARY);
    }

    static Node operator(String xml) {
        return new Node(xml, Role.OPERATOR);
    }

    boolean isFunction() {
        return role == Role.FUNCTION || role == Role.FUNCTION_WITH_LIMITS;
    }

    boolean takesLimits() {
        return role == Role.LARGE || role == Role.FUNCTION_WITH_LIMITS || role == Role.LABELLED;
    }
}
