package org.ridgeless.kernel.magics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ridgeless.kernel.assist.Completions;
import org.ridgeless.kernel.assist.Inspection;

/** Completion, help and completeness where a cell is not Java. */
final class MagicAssistance {
    private static final Pattern NAME = Pattern.compile("\\s*(?<signs>%%?)(?<name>\\w*)");
    private static final Pattern FILE =
            Pattern.compile("\\s*%%?(?:load|jars|addJars|classpath|writefile|loadFromPOM)\\b.*?(?<path>[^\\s\"']*)");

    private final MagicTable table;
    private final MagicSyntax syntax;

    MagicAssistance(MagicTable table, MagicSyntax syntax) {
        this.table = table;
        this.syntax = syntax;
    }

    /** The code with magics blanked out. */
    String mask(String code) {
        return syntax.translate(code, new MagicSyntax.Translation() {
            @Override
            public String cell(MagicCall call) {
                return isTiming(call.name()) ? "\n" + syntax.translateLines(call.body(), this) : "";
            }

            @Override
            public String line(MagicCall call) {
                return isTiming(call.name()) ? call.line() : "null";
            }

            @Override
            public String value(MagicCall call) {
                return "null";
            }

            @Override
            public String question(String name, boolean full) {
                return "";
            }

            @Override
            public String command(String command) {
                return "";
            }
        });
    }

    private static boolean isTiming(String name) {
        return name.equals("time") || name.equals("timeit");
    }

    Optional<Completions> complete(String code, int cursor) {
        int lineStart = code.lastIndexOf('\n', cursor - 1) + 1;
        String before = code.substring(lineStart, cursor);
        Matcher name = NAME.matcher(before);
        if (name.matches()) {
            boolean cell = name.group("signs").length() == 2;
            int start = lineStart + name.start("signs");
            return Optional.of(new Completions(start, cursor, names(name.group("name"), cell, lineStart == 0)));
        }
        Matcher file = FILE.matcher(before);
        if (file.matches()) {
            return Optional.of(new Completions(lineStart + file.start("path"), cursor, files(file.group("path"))));
        }
        return isMagic(before) ? Optional.of(Completions.none(cursor)) : Optional.empty();
    }

    private boolean isMagic(String line) {
        Matcher matcher = Pattern.compile("\\s*%%?(\\w+)\\s.*").matcher(line);
        return matcher.matches() && table.has(matcher.group(1)) && !isTiming(matcher.group(1));
    }

    private List<Completions.Match> names(String prefix, boolean cell, boolean firstLine) {
        List<Completions.Match> matches = new ArrayList<>();
        for (Magic magic : table.all()) {
            for (String name : magic.names()) {
                if (name.startsWith(prefix)) {
                    if (!cell && magic.place() != Magic.Place.CELL) {
                        matches.add(new Completions.Match("%" + name, "magic", HelpMagics.description(magic)));
                    }
                    if (firstLine && magic.place() != Magic.Place.LINE) {
                        matches.add(new Completions.Match("%%" + name, "magic", HelpMagics.description(magic)));
                    }
                }
            }
        }
        return matches;
    }

    private static List<Completions.Match> files(String prefix) {
        int slash = prefix.lastIndexOf('/');
        String folder = prefix.substring(0, slash + 1);
        String start = prefix.substring(slash + 1);
        try (Stream<Path> entries = Files.list(Path.of(folder.isEmpty() ? "." : folder))) {
            return entries.filter(entry -> entry.getFileName().toString().startsWith(start))
                    .filter(entry -> start.startsWith(".")
                            || !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(entry -> new Completions.Match(
                            folder + entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""), "file", ""))
                    .toList();
        } catch (IOException | java.nio.file.InvalidPathException e) {
            return List.of();
        }
    }

    Optional<Inspection> inspect(String code, int cursor) {
        int lineStart = code.lastIndexOf('\n', Math.max(0, cursor - 1)) + 1;
        Matcher name = NAME.matcher(code.substring(lineStart));
        if (!name.lookingAt() || cursor > lineStart + name.end()) {
            return Optional.empty();
        }
        return table.all().stream()
                .filter(magic -> magic.names().contains(name.group("name")))
                .findFirst()
                .map(magic -> new Inspection(
                        magic.help(),
                        "<pre>" + magic.help().replace("&", "&amp;").replace("<", "&lt;") + "</pre>"));
    }
}
