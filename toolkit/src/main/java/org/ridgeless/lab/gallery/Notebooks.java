package org.ridgeless.lab.gallery;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ridgeless.display.Html;
import org.ridgeless.kernel.notebook.Cell;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.html.Fragments;

/** The notebooks and the pages of text beside them, each as a page of the site. */
final class Notebooks {
    private static final String NOTEBOOK = ".ipynb";
    private static final String TEXT = ".md";
    private static final String PAGE = ".html";
    private static final int DEPTH = 2;

    private final Path folder;
    private final Path target;

    /**
     * The notebooks of a folder.
     *
     * @param target the folder of their pages
     */
    Notebooks(Path folder, Path target) {
        this.folder = folder.toAbsolutePath().normalize();
        this.target = target;
    }

    /** Writes all pages and says what the front page shows of the notebooks, in reading order. */
    List<NotebookCard> write() throws IOException {
        List<NotebookCard> cards = new ArrayList<>();
        for (Path file : files(TEXT)) {
            writeText(file);
        }
        for (Path file : files(NOTEBOOK)) {
            cards.add(writeNotebook(file));
        }
        return cards;
    }

    private List<Path> files(String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(folder, DEPTH)) {
            return found.filter(file -> file.getFileName().toString().endsWith(ending) && !isHidden(file))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }

    /** Whether some folder on the way belongs to a tool, such as checkpoints, builds and sources, or to teachers alone. */
    private boolean isHidden(Path file) {
        String way = name(file);
        return way.startsWith(".")
                || way.contains("/.")
                || Stream.of("target/", "src/", "teachers/").anyMatch(way::startsWith);
    }

    private NotebookCard writeNotebook(Path file) throws IOException {
        Notebook notebook = Notebook.read(file);
        String name = name(file);
        String page = page(name);
        String title = notebook.titleOr(name);
        String body = "<p class=\"over\">Notebook <a class=\"download\" download href=\""
                + Html.escape(file.getFileName().toString()) + "\">Download</a></p>\n"
                + Fragments.cells(notebook, file.getParent(), links(file));
        Site.write(target.resolve(page), Page.of(title + " – Ridgeless", root(name), "notebook", body));
        Site.write(target.resolve(name), Files.readAllBytes(file));
        Optional<byte[]> picture = firstPicture(notebook);
        String pictureName = picture.isEmpty() ? "" : page.replace(PAGE, ".png");
        if (picture.isPresent()) {
            Site.write(target.resolve(pictureName), picture.get());
        }
        String question = question(notebook);
        return new NotebookCard(page, title, question, pictureName, Words.of(name, "notebook", text(notebook)));
    }

    private void writeText(Path file) throws IOException {
        String text = Files.readString(file);
        String name = name(file);
        String title = text.lines()
                .filter(line -> line.startsWith("# "))
                .map(line -> line.substring(2).strip())
                .findFirst()
                .orElse(name);
        String body =
                "<section class=\"text\">\n" + Fragments.markdown(text, file.getParent(), links(file)) + "</section>\n";
        Site.write(target.resolve(page(name)), Page.of(title + " – Ridgeless", root(name), "notebook", body));
    }

    /** Links between notebooks and texts lead to their pages; what is not part of the site stays as words without a link. */
    private UnaryOperator<String> links(Path from) {
        return link -> {
            if (link.matches("(?i)[a-z][a-z0-9+.-]*:.*|#.*")) {
                return link;
            }
            String[] parts = link.split("#", 2);
            Path linked = from.getParent().resolve(parts[0]).normalize();
            boolean known = linked.startsWith(folder)
                    && (parts[0].endsWith(NOTEBOOK) || parts[0].endsWith(TEXT))
                    && Files.isRegularFile(linked);
            return known ? page(parts[0]) + (parts.length > 1 ? "#" + parts[1] : "") : null;
        };
    }

    private String name(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static String page(String name) {
        return name.substring(0, name.lastIndexOf('.')) + PAGE;
    }

    private static String root(String name) {
        return "../".repeat(1 + (int) name.chars().filter(c -> c == '/').count());
    }

    private static String text(Notebook notebook) {
        return notebook.cells().stream()
                .filter(cell -> cell.type().equals("markdown"))
                .map(Cell::source)
                .collect(Collectors.joining("\n"));
    }

    /** The first paragraph after the title. */
    private static String question(Notebook notebook) {
        return notebook.cells().stream()
                .filter(cell -> cell.type().equals("markdown"))
                .flatMap(cell -> Arrays.stream(cell.source().split("\\n\\s*\\n")))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty() && !paragraph.startsWith("#"))
                .findFirst()
                .orElse("");
    }

    private static Optional<byte[]> firstPicture(Notebook notebook) {
        return notebook.cells().stream()
                .filter(Cell::isCode)
                .flatMap(cell -> cell.outputs().stream())
                .map(output -> output.get("data"))
                .filter(data -> data instanceof JsonObject bundle && bundle.has("image/png"))
                .map(data -> data.getAsJsonObject().get("image/png"))
                .map(png -> png.isJsonArray() ? png.getAsJsonArray().get(0).getAsString() : png.getAsString())
                .map(png -> Base64.getMimeDecoder().decode(png))
                .findFirst();
    }

    /** A notebook that cannot be read stops the gallery before any experiment runs. */
    static List<NotebookCard> write(Path folder, Path target) {
        try {
            return new Notebooks(folder, target).write();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
