package org.ridgeless.kernel.notebook.tex;

import java.util.ArrayList;
import java.util.List;

/** {@code \begin{…} … \end{…}}: matrices, cases and aligned equations, all of them tables in MathML. */
final class TexEnvironment {
    private final TexParser parser;
    private final TexScanner scanner;

    TexEnvironment(TexParser parser, TexScanner scanner) {
        this.parser = parser;
        this.scanner = scanner;
    }

    /** Reads what follows {@code \begin}. */
    Node read() {
        String name = scanner.rawArgument();
        String plainName = name.replace("*", "");
        String columns = columns(plainName);
        List<List<String>> rows = rows();
        scanner.command();
        scanner.rawArgument();
        String table = table(rows, columns, displayed(plainName));
        return Node.ordinary(
                switch (plainName) {
                    case "pmatrix" -> fenced("(", table, ")");
                    case "bmatrix" -> fenced("[", table, "]");
                    case "Bmatrix" -> fenced("{", table, "}");
                    case "vmatrix" -> fenced("|", table, "|");
                    case "Vmatrix" -> fenced("‖", table, "‖");
                    case "cases", "dcases" -> fenced("{", table, "");
                    default -> table;
                });
    }

    private String columns(String name) {
        return switch (name) {
            case "array" -> scanner.rawArgument().replaceAll("[^lcr]", "");
            case "alignat", "alignedat" -> {
                scanner.rawArgument();
                yield "rl";
            }
            case "align", "aligned", "split", "eqnarray", "flalign" -> "rl";
            case "cases", "dcases" -> "l";
            default -> {
                scanner.rawOption();
                yield "c";
            }
        };
    }

    private static boolean displayed(String name) {
        return switch (name) {
            case "align",
                    "aligned",
                    "alignat",
                    "alignedat",
                    "split",
                    "gather",
                    "gathered",
                    "equation",
                    "multline",
                    "eqnarray",
                    "flalign",
                    "dcases" -> true;
            default -> false;
        };
    }

    private List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        while (true) {
            row.add(parser.line());
            if (scanner.peek() == '&') {
                scanner.next();
                continue;
            }
            String closer = scanner.peekCommand();
            if (closer.equals("\\") || closer.equals("cr")) {
                scanner.command();
                scanner.rawOption();
                rows.add(row);
                row = new ArrayList<>();
            } else if (closer.equals("end") || scanner.atEnd()) {
                if (row.size() > 1 || !row.get(0).isEmpty()) {
                    rows.add(row);
                }
                return rows;
            } else if (closer.isEmpty()) {
                scanner.next();
            } else {
                scanner.command();
            }
        }
    }

    private static String table(List<List<String>> rows, String columns, boolean displayed) {
        StringBuilder table = new StringBuilder(displayed ? "<mtable displaystyle=\"true\">" : "<mtable>");
        for (List<String> row : rows) {
            table.append("<mtr>");
            for (int i = 0; i < row.size(); i++) {
                table.append("<mtd class=\"").append(alignment(columns, i)).append("\">");
                table.append(row.get(i)).append("</mtd>");
            }
            table.append("</mtr>");
        }
        return table.append("</mtable>").toString();
    }

    private static String alignment(String columns, int column) {
        char align = columns.isEmpty() ? 'c' : columns.charAt(column % columns.length());
        return switch (align) {
            case 'l' -> columns.equals("rl") ? "left tight" : "left";
            case 'r' -> columns.equals("rl") ? "right tight" : "right";
            default -> "center";
        };
    }

    private static String fenced(String open, String body, String close) {
        return Nodes.row(TexBrackets.stretching(open) + body + TexBrackets.stretching(close));
    }
}
