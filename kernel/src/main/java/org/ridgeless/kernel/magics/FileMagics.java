package org.ridgeless.kernel.magics;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ridgeless.kernel.extension.KernelSession;

/** {@code %load} and {@code %%writefile}. */
final class FileMagics {
    private static final Pattern LINE = Pattern.compile("(?m)^\\s*at .*cell \\d+, (line \\d+)");
    private static final List<String> EXTENSIONS = List.of("", ".ipynb", ".jshell", ".jsh", ".java");

    private FileMagics() {}

    static List<Magic> all(Magics magics) {
        return List.of(
                SimpleMagic.line(
                        "load",
                        "%load FILE\nEvaluates a script (.jsh, .jshell, .java) or the code cells of a notebook (.ipynb).",
                        (call, session) -> load(call.requiredArguments("a file").get(0), magics, session)),
                SimpleMagic.cell(
                        "writefile",
                        "%%writefile [-a] FILE\nWrites the rest of the cell into a file; -a appends.",
                        (call, session) -> write(call)));
    }

    private static Object load(String name, Magics magics, KernelSession session) throws IOException {
        Path file = existing(name);
        boolean isNotebook = file.toString().endsWith(".ipynb");
        Object value = null;
        int cell = 0;
        for (String code : codeOf(file)) {
            cell++;
            try {
                value = session.eval(magics.process(code, session));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        where(file + (isNotebook ? ", cell " + cell : ""), String.valueOf(e.getMessage())));
            }
        }
        return value;
    }

    /** What is wrong, without the code that the cells of the file have become, and with the line of the file. */
    private static String where(String file, String error) {
        Matcher line = LINE.matcher(error);
        return file + (line.find() ? ", " + line.group(1) : "") + ": "
                + error.lines().findFirst().orElse("");
    }

    private static Path existing(String name) {
        for (String extension : EXTENSIONS) {
            Path file = Path.of(name + extension);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw new IllegalArgumentException("%load: no such file: " + name);
    }

    private static List<String> codeOf(Path file) throws IOException {
        String text = Files.readString(file);
        if (!file.toString().endsWith(".ipynb")) {
            return List.of(text);
        }
        List<String> cells = new ArrayList<>();
        for (JsonElement element :
                JsonParser.parseString(text).getAsJsonObject().getAsJsonArray("cells")) {
            JsonObject cell = element.getAsJsonObject();
            if (cell.get("cell_type").getAsString().equals("code")) {
                cells.add(joined(cell.get("source")));
            }
        }
        return cells;
    }

    private static String joined(JsonElement source) {
        if (!source.isJsonArray()) {
            return source.getAsString();
        }
        StringBuilder text = new StringBuilder();
        source.getAsJsonArray().forEach(line -> text.append(line.getAsString()));
        return text.toString();
    }

    private static Object write(MagicCall call) throws IOException {
        List<String> arguments = new ArrayList<>(call.requiredArguments("a file"));
        boolean append = arguments.remove("-a") || arguments.remove("--append");
        if (arguments.size() != 1) {
            throw new IllegalArgumentException("%%writefile takes one file, got " + arguments);
        }
        Path file = Path.of(arguments.get(0));
        String text = call.body().endsWith("\n") ? call.body() : call.body() + "\n";
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        boolean there = Files.exists(file);
        if (append) {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } else {
            Files.writeString(file, text);
        }
        System.out.println((!there ? "Writing " : append ? "Appending to " : "Overwriting ") + file);
        return null;
    }
}
