package org.ridgeless.kernel.magics;

import java.util.List;

/** {@code %lsmagic} and {@code %help}. */
final class HelpMagics {
    private HelpMagics() {}

    static List<Magic> all(MagicTable table) {
        return List.of(
                SimpleMagic.line("lsmagic", "%lsmagic\nLists the magics.", (call, session) -> list(table)),
                SimpleMagic.line(
                        "help",
                        "%help [NAME]\nExplains one magic, or how to use this kernel.",
                        (call, session) -> call.arguments().isEmpty() ? overview(table) : explain(table, call)));
    }

    private static Object list(MagicTable table) {
        for (Magic magic : table.all()) {
            System.out.printf("%-24s %s%n", spelt(magic), description(magic));
        }
        return null;
    }

    private static Object overview(MagicTable table) {
        System.out.println(
                "Cells hold Java: statements, expressions, methods and classes. The value of the last expression is"
                        + " shown.\nTab completes, Shift-Tab shows documentation. display(x), render(x), updateDisplay(id, x) and"
                        + " eval(code) are there.\n!COMMAND runs a command of the operating system.\n");
        return list(table);
    }

    private static Object explain(MagicTable table, MagicCall call) {
        String name = call.arguments().get(0).replaceAll("^%+", "");
        Magic magic = table.all().stream()
                .filter(candidate -> candidate.names().contains(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("no magic %" + name + "; %lsmagic lists what there is"));
        System.out.println(magic.help());
        if (magic.names().size() > 1) {
            System.out.println("Also called "
                    + String.join(", ", magic.names().subList(1, magic.names().size())) + ".");
        }
        return null;
    }

    static String spelt(Magic magic) {
        String name = magic.names().get(0);
        return switch (magic.place()) {
            case LINE -> "%" + name;
            case CELL -> "%%" + name;
            case BOTH -> "%" + name + ", %%" + name;
        };
    }

    /** What the magic does, in one line: the second line of its help. */
    static String description(Magic magic) {
        return magic.help().lines().skip(1).findFirst().orElse("");
    }
}
