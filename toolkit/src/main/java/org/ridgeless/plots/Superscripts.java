package org.ridgeless.plots;

/** Digits and signs above and below the line, as far as Unicode has them. */
final class Superscripts {
    private static final String PLAIN = "0123456789+−=()n";
    private static final String UPPER = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";
    private static final String LOWER = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ";

    private Superscripts() {}

    /** A whole number as an exponent. */
    static String exponent(long power) {
        return convert(Long.toString(power).replace('-', '−'), "^");
    }

    /** The text raised for "^", lowered for "_"; with the sign before it where a character is missing. */
    static String convert(String text, String sign) {
        String table = sign.equals("^") ? UPPER : LOWER;
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            int place = PLAIN.indexOf(c);
            if (place < 0) {
                return sign + (text.codePointCount(0, text.length()) == 1 ? text : "(" + text + ")");
            }
            out.append(table.charAt(place));
        }
        return out.toString();
    }
}
