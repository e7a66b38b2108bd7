package org.ridgeless.kernel.notebook.tex;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The control words that stand for one symbol or name, read from the table beside this class. */
final class Symbols {
    private static final Map<String, Symbol> TABLE = load();

    private Symbols() {}

    /** @param kind the section of the table in which the symbol stands */
    private record Symbol(String kind, String text) {}

    /** The node for a control word in the given alphabet, or null if the table does not have it. */
    static Node node(String name, MathAlphabet alphabet) {
        Symbol symbol = TABLE.get(name);
        if (symbol == null) {
            return null;
        }
        String text = symbol.text();
        return switch (symbol.kind()) {
            case "letter" -> Node.ordinary(alphabet.letter(text));
            case "upright" -> Node.ordinary(Nodes.upright(text));
            case "operator" -> Node.operator(Nodes.operator(text));
            case "bracket" -> Node.operator(Nodes.bracket(text));
            case "large" -> new Node("<mo movablelimits=\"true\">" + text + "</mo>", Node.Role.LARGE);
            case "integral" -> Node.operator(Nodes.operator(text));
            case "function" -> new Node(Nodes.identifier(text), Node.Role.FUNCTION);
            case "limits" ->
                new Node(
                        "<mo movablelimits=\"true\" lspace=\"0\" rspace=\"0\">" + text + "</mo>",
                        Node.Role.FUNCTION_WITH_LIMITS);
            default -> new Node(Nodes.space(text), Node.Role.SPACE);
        };
    }

    /** The character of a bracket's control word such as {@code langle}, or the word itself. */
    static String bracket(String name) {
        Symbol symbol = TABLE.get(name);
        return symbol == null ? name : symbol.text();
    }

    private static Map<String, Symbol> load() {
        Map<String, Symbol> table = new HashMap<>();
        try (InputStream in = Symbols.class.getResourceAsStream("symbols.txt")) {
            String kind = "";
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (line.startsWith("[")) {
                    kind = line.substring(1, line.indexOf(']'));
                    continue;
                }
                for (String entry : line.isBlank() ? new String[0] : line.trim().split(" +")) {
                    int equals = entry.indexOf('=', 1);
                    String text = entry.substring(equals + 1);
                    table.put(entry.substring(0, equals), new Symbol(kind, text.replace('_', ' ')));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return table;
    }
}
