package org.ridgeless.study;

import java.text.Normalizer;
import java.util.Map;
import java.util.Set;

/**
 * LaTeX text of a bibliography as Unicode and back. Accents, letters, dashes, quotes and escapes are translated, braces go,
 * mathematics between dollars stays as it is.
 */
final class Latex {
    /** From an accent command to the combining character. */
    private static final Map<String, String> ACCENTS = Map.ofEntries(
            Map.entry("`", "\u0300"),
            Map.entry("'", "\u0301"),
            Map.entry("^", "\u0302"),
            Map.entry("~", "\u0303"),
            Map.entry("=", "\u0304"),
            Map.entry("u", "\u0306"),
            Map.entry(".", "\u0307"),
            Map.entry("\"", "\u0308"),
            Map.entry("r", "\u030A"),
            Map.entry("H", "\u030B"),
            Map.entry("v", "\u030C"),
            Map.entry("d", "\u0323"),
            Map.entry("c", "\u0327"),
            Map.entry("k", "\u0328"),
            Map.entry("b", "\u0331"));

    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("l", "ł"),
            Map.entry("L", "Ł"),
            Map.entry("o", "ø"),
            Map.entry("O", "Ø"),
            Map.entry("aa", "å"),
            Map.entry("AA", "Å"),
            Map.entry("ae", "æ"),
            Map.entry("AE", "Æ"),
            Map.entry("oe", "œ"),
            Map.entry("OE", "Œ"),
            Map.entry("ss", "ß"),
            Map.entry("dh", "ð"),
            Map.entry("DH", "Ð"),
            Map.entry("th", "þ"),
            Map.entry("TH", "Þ"),
            Map.entry("dj", "đ"),
            Map.entry("DJ", "Đ"),
            Map.entry("i", "i"),
            Map.entry("j", "j"),
            Map.entry("textendash", "–"),
            Map.entry("textquoteleft", "‘"),
            Map.entry("textquoteright", "’"),
            Map.entry("textquotedblleft", "“"),
            Map.entry("textquotedblright", "”"),
            Map.entry("textbackslash", "\\"),
            Map.entry("textasciitilde", "~"),
            Map.entry("textasciicircum", "^"),
            Map.entry("textemdash", "—"));

    /** Commands whose argument is kept and whose look is not. */
    private static final Set<String> LOOKS =
            Set.of("emph", "textit", "textbf", "texttt", "textsc", "textrm", "textsf", "mbox", "url");

    private final String text;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private Latex(String text) {
        this.text = text;
    }

    /**
     * @throws IllegalArgumentException at a command that is not known, which it names, and where a dollar has no partner
     */
    static String toUnicode(String latex) {
        Latex reader = new Latex(latex);
        while (reader.at < latex.length()) {
            reader.next();
        }
        String plain = Normalizer.normalize(reader.out, Normalizer.Form.NFC);
        return plain.replaceAll("\\s+", " ").strip();
    }

    /** What LaTeX would take for a command is escaped; letters stay in Unicode, as biber and recent LaTeX want them. */
    static String fromUnicode(String plain) {
        boolean paired = plain.chars().filter(c -> c == '$').count() % 2 == 0;
        StringBuilder latex = new StringBuilder();
        boolean mathematics = false;
        for (char c : plain.toCharArray()) {
            mathematics ^= paired && c == '$';
            latex.append(mathematics || (paired && c == '$') ? String.valueOf(c) : escaped(c));
        }
        return latex.toString();
    }

    private static String escaped(char c) {
        return switch (c) {
            case '&', '%', '#', '_', '{', '}', '$' -> "\\" + c;
            case '\\' -> "\\textbackslash{}";
            case '~' -> "\\textasciitilde{}";
            case '^' -> "\\textasciicircum{}";
            default -> String.valueOf(c);
        };
    }

    private void next() {
        char c = text.charAt(at++);
        switch (c) {
            case '{', '}' -> {}
            case '~' -> out.append(' ');
            case '$' -> mathematics();
            case '\\' -> command();
            case '-' -> dash();
            case '`', '\'' -> quote(c);
            default -> out.append(c);
        }
    }

    private void mathematics() {
        int end = text.indexOf('$', at);
        if (end < 0) {
            throw new IllegalArgumentException("a $ without its partner (write \\$ for the sign)");
        }
        out.append(text, at - 1, end + 1);
        at = end + 1;
    }

    private void dash() {
        int more = 0;
        while (more < 2 && text.startsWith("-", at)) {
            at++;
            more++;
        }
        out.append("-–—".charAt(more));
    }

    private void quote(char c) {
        if (text.startsWith(String.valueOf(c), at)) {
            at++;
            out.append(c == '`' ? '“' : '”');
        } else {
            out.append(c == '`' ? '‘' : '’');
        }
    }

    private void command() {
        String name = commandName();
        if (ACCENTS.containsKey(name)) {
            out.append(argument()).append(ACCENTS.get(name));
        } else if (LETTERS.containsKey(name)) {
            out.append(LETTERS.get(name));
            skipSpaces();
        } else if ("&%#_{} $".contains(name)) {
            out.append(name);
        } else if (LOOKS.contains(name)) {
            skipSpaces();
        } else {
            throw new IllegalArgumentException(
                    "the LaTeX command \\" + name + " is not known; write the letter itself");
        }
    }

    private String commandName() {
        int end = at;
        while (end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        end = Math.max(end, Math.min(at + 1, text.length()));
        String name = text.substring(at, end);
        at = end;
        return name;
    }

    /** The letter under an accent: {@code o}, {@code {o}}, {@code \i} or {@code {\i}}. */
    private String argument() {
        skipSpaces();
        boolean braced = text.startsWith("{", at);
        int end = braced ? text.indexOf('}', at) : Math.min(at + (text.startsWith("\\", at) ? 2 : 1), text.length());
        if (end < 0 || end == at) {
            throw new IllegalArgumentException("an accent without its letter");
        }
        String letter = toUnicode(text.substring(at + (braced ? 1 : 0), end));
        at = braced ? end + 1 : end;
        return letter;
    }

    private void skipSpaces() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }
}
