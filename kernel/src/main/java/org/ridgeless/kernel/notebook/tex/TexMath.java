package org.ridgeless.kernel.notebook.tex;

/**
 * Converts a formula in LaTeX to MathML Core.
 *
 * <p>Covered is the subset that lecture notes use: scripts, fractions, roots, accents, big operators with limits,
 * stretching brackets, alphabets, matrices, {@code cases}, {@code aligned} and their relatives, text, spaces and about four
 * hundred symbols. A command outside the subset shows as its own name, so that nothing is lost silently.
 */
public final class TexMath {
    /** How the element of a formula on a line of its own begins. */
    public static final String DISPLAY = "<math display=\"block\">";

    private TexMath() {}

    /** The {@code <math>} element of a formula inside a line of text. */
    public static String inline(String tex) {
        return math(tex, "");
    }

    /** The {@code <math>} element of a formula on a line of its own. */
    public static String display(String tex) {
        return math(tex, " display=\"block\"");
    }

    private static String math(String tex, String attributes) {
        String body = new TexParser(tex).formula();
        return "<math" + attributes + "><semantics>" + Nodes.row(body) + "<annotation encoding=\"application/x-tex\">"
                + Nodes.escape(tex.strip()) + "</annotation></semantics></math>";
    }
}
