package org.ridgeless.kernel.magics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the magics in a cell and replaces them by Java on the same lines. */
final class MagicSyntax {
    private static final Pattern CELL =
            Pattern.compile("\\A\\s*%%(?<name>[A-Za-z]\\w*)(?<rest>[^\\n]*)(?:\\n(?<body>.*))?\\z", Pattern.DOTALL);
    private static final Pattern LINE =
            Pattern.compile("(?<head>\\s*|[^%\"'/]*[^=!<>%\"'/]=\\s*)%(?<name>[A-Za-z]\\w*)(?<rest>(?:\\s.*)?)");
    private static final Pattern QUESTION =
            Pattern.compile("\\s*(?<name>[A-Za-z_$][\\w$]*(?:\\.[A-Za-z_$][\\w$]*)*)(?<marks>\\?\\??)\\s*;?\\s*");
    private static final Pattern COMMAND = Pattern.compile("\\s*!(?<command>[^\\s=].*)");

    /** Turns what was found into Java. */
    interface Translation {
        /** The Java for a magic with the whole cell; as long as the cell in lines. */
        String cell(MagicCall call);

        /** The Java for a magic in a line of its own, without a semicolon. */
        String line(MagicCall call);

        /** The Java for a magic whose value is assigned, without a semicolon. */
        String value(MagicCall call);

        /** Whether a name is that of a variable, so that an exclamation mark before it is a negation. */
        default boolean isVariable(String name) {
            return false;
        }

        /** The Java for a question about a name. */
        String question(String name, boolean full);

        /** The Java for a command. */
        String command(String command);
    }

    private final MagicTable table;
    private final Programs programs;

    MagicSyntax(MagicTable table, Programs programs) {
        this.table = table;
        this.programs = programs;
    }

    /** The magic that takes the whole cell, if there is one. */
    Optional<MagicCall> wholeCell(String code) {
        Matcher matcher = CELL.matcher(code);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String body = matcher.group("body") == null ? "" : matcher.group("body");
        return Optional.of(
                new MagicCall(matcher.group("name"), matcher.group("rest").strip(), body));
    }

    String translate(String code, Translation translation) {
        Optional<MagicCall> cell = wholeCell(code);
        return cell.isPresent() ? translation.cell(cell.get()) : translateLines(code, translation);
    }

    String translateLines(String code, Translation translation) {
        boolean directives = code.contains("//DEPS") || code.contains("//REPOS");
        if (code.indexOf('%') < 0 && code.indexOf('!') < 0 && code.indexOf('?') < 0 && !directives) {
            return code;
        }
        BitSet inCode = JavaLines.inCode(code);
        BitSet magic = new BitSet();
        String[] lines = code.split("\n", -1);
        if (directives) {
            replaceDirectives(lines, inCode, translation);
        }
        for (int i = 0; i < lines.length; i++) {
            if (inCode.get(i) && !continuesExpression(lines, i, magic)) {
                Matcher question = QUESTION.matcher(lines[i]);
                if (question.matches() && !isTernary(lines, i)) {
                    boolean full = question.group("marks").length() == 2;
                    lines[i] = translation.question(question.group("name"), full) + ";";
                    magic.set(i);
                    continue;
                }
                String translated = translateLine(lines[i], translation);
                magic.set(i, !translated.equals(lines[i]));
                lines[i] = translated;
            }
        }
        return String.join("\n", lines);
    }

    /** Whether a line that ends with a question mark is the beginning of a choice that goes on below. */
    private static boolean isTernary(String[] lines, int i) {
        for (int j = i + 1; j < lines.length; j++) {
            if (!lines[j].isBlank()) {
                return !lines[j].strip().startsWith("%") && lines[j].contains(":");
            }
        }
        return false;
    }

    /** All of a cell at the place of the first; what follows stays the comment that it is. */
    private static void replaceDirectives(String[] lines, BitSet inCode, Translation translation) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            if (inCode.get(i) && Directives.is(lines[i])) {
                places.add(i);
            }
        }
        if (!places.isEmpty()) {
            List<String> all = places.stream().map(place -> lines[place]).toList();
            lines[places.get(0)] = translation.line(new MagicCall("deps", Directives.line(all), null)) + ";";
        }
    }

    private String translateLine(String line, Translation translation) {
        Matcher magic = LINE.matcher(line);
        if (magic.matches() && (magic.group("head").isBlank() || table.has(magic.group("name")))) {
            String rest = magic.group("rest").strip();
            boolean assigned = !magic.group("head").isBlank();
            String arguments = assigned && rest.endsWith(";") ? rest.substring(0, rest.length() - 1) : rest;
            MagicCall call = new MagicCall(magic.group("name"), arguments, null);
            return magic.group("head") + (assigned ? translation.value(call) : translation.line(call)) + ";";
        }
        Matcher command = COMMAND.matcher(line);
        if (command.matches()
                && programs.isCommand(command.group("command"))
                && !translation.isVariable(firstName(command.group("command")))) {
            return translation.command(command.group("command")) + ";";
        }
        return line;
    }

    private static String firstName(String line) {
        int end = 0;
        while (end < line.length() && Character.isJavaIdentifierPart(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }

    /** Whether the line before leaves an expression open, so that this line's percent sign is the remainder operator. */
    private static boolean continuesExpression(String[] lines, int i, BitSet magic) {
        for (int j = i - 1; j >= 0 && !magic.get(j); j--) {
            String before = lines[j].replaceAll("//.*", "").strip();
            if (!before.isEmpty()) {
                return before.matches(".*[+\\-*/&|^=<>?:,(]") && !before.endsWith("++") && !before.endsWith("--")
                        || lines[i].matches("\\s*%[A-Za-z_]\\w*\\s*(;|[-+*/)].*)") && before.matches(".*[\\w)\\]]");
            }
        }
        return false;
    }
}
