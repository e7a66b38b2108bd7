package org.ridgeless.display;

/** Text made safe for HTML, and the one table style of the toolkit. */
public final class Html {
    private Html() {}

    /**
     * The text with the characters that HTML reserves replaced.
     *
     * @param text any
     * @return the text, to stand between tags or in double quotes
     */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /**
     * A table cell; numbers belong on the right.
     *
     * @param text not escaped yet
     * @param right whether it stands on the right
     * @return a td element
     */
    public static String cell(String text, boolean right) {
        return cell("td", "", escape(text), right);
    }

    /**
     * A table cell that knows the heading of its column.
     *
     * @param text not escaped yet
     * @param right whether it stands on the right
     * @param heading of its column, not escaped yet, for narrow screens and screen readers
     * @return a td element
     */
    public static String cell(String text, boolean right, String heading) {
        return cell("td", " data-label=\"" + escape(heading) + "\"", escape(text), right);
    }

    /**
     * A heading cell.
     *
     * @param text not escaped yet
     * @param right whether it stands on the right
     * @return a th element
     */
    public static String heading(String text, boolean right) {
        return cell("th", "", escape(text), right);
    }

    private static String cell(String tag, String attributes, String content, boolean right) {
        return "<" + tag + attributes + " style=\"text-align:" + (right ? "right" : "left") + "\">" + content + "</"
                + tag + ">";
    }
}
