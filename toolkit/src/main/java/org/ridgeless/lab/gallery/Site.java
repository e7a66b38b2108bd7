package org.ridgeless.lab.gallery;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.ridgeless.experiments.ConditionNumber;
import org.ridgeless.kernel.notebook.html.Fragments;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Size;

/**
 * The folder that the gallery is written to. Each file replaces its predecessor in one move, and the front page is written
 * again after each experiment, so that the site can be read at any time.
 *
 * <pre>
 * index.html                    the cards and the search
 * experiments/NAME.html, .png   an experiment; NAME.json is what its card says, NAME.small.png is for narrow screens, and
 *                               NAME.VALUE.png is made with another value of the option that its slider moves
 * notebooks/NAME.html, .ipynb   a notebook
 * guide/NAME.html               a page of the guide
 * assets/                       style and script; front.json is the data of the figure on the front page
 * </pre>
 */
public final class Site {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeSpecialFloatingPointValues()
            .create();

    private final Path folder;
    private final List<Experiment<?>> listed;
    private List<NotebookCard> notebooks = List.of();
    private FrontData front = new FrontData(List.of());

    private Site(Path folder, List<Experiment<?>> listed) {
        this.folder = folder;
        this.listed = listed;
    }

    /**
     * Opens a folder for writing, before anything is computed.
     *
     * @param folder where to; made if it is not there
     * @param listed all experiments that the front page may show, in its order
     * @return the site, with what an earlier run finished
     * @throws IllegalArgumentException if the folder cannot be written to or holds somebody else's site
     */
    public static Site open(Path folder, List<Experiment<?>> listed) {
        Path existing = folder.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new IllegalArgumentException("cannot write to " + folder + ": " + existing + " is not a folder");
        }
        try {
            Path index = folder.resolve("index.html");
            if (Files.exists(index) && !Files.readString(index).contains(Page.MARK)) {
                throw new IllegalArgumentException(
                        "cannot write to " + folder + ": its index.html is not that of a gallery; name another folder");
            }
            Site site = new Site(folder, listed);
            write(folder.resolve("assets/gallery.css"), Fragments.styleSheet() + Page.resource("gallery.css"));
            write(folder.resolve("assets/gallery.js"), Page.resource("gallery.js") + Page.resource("front.js"));
            return site;
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("cannot write to " + folder + ": " + reason(e), e);
        }
    }

    /** The notebooks of Ridgeless itself. */
    public static Path ownNotebooks() {
        return Checkout.folder().resolve("notebooks");
    }

    /**
     * Computes the figure that the reader of the front page drags, if the experiment on condition numbers is among those shown.
     *
     * @param renewed whether one that is there is computed again
     * @param size whose card it goes with
     * @param seed of the figure
     * @param threads that compute it, ≥ 1
     * @return false if it was interrupted
     */
    public boolean addFrontFigure(boolean renewed, String size, long seed, int threads) {
        if (listed.stream().noneMatch(experiment -> experiment instanceof ConditionNumber)) {
            return true;
        }
        Path file = folder.resolve("assets/front.json");
        front = renewed ? new FrontData(List.of()) : FrontData.read(file);
        if (front.settings().isEmpty()) {
            front = new FrontFigure()
                    .size(Size.of(size))
                    .seed(seed)
                    .threads(threads)
                    .settings();
            if (front.settings().isEmpty()) {
                return false;
            }
            write(file, front.json());
        }
        writeIndex();
        return true;
    }

    /**
     * Writes the pages of the guide, and of the notebooks that lie in a folder.
     *
     * @param from the folder of the notebooks
     */
    public void addNotebooks(Path from) {
        if (Guide.isThere()) {
            Notebooks.write(Guide.source(), folder.resolve(Guide.FOLDER));
        }
        notebooks = Notebooks.write(from, folder.resolve("notebooks"));
        writeIndex();
    }

    /**
     * Whether the folder holds the finished card of that experiment, made with the same size and seed.
     *
     * @param experiment looked for by its name
     * @param size of its run
     * @param seed of its run
     * @return whether it need not be run again
     */
    public boolean holds(Experiment<?> experiment, String size, long seed) {
        return read(experiment.card().name())
                .filter(exhibit -> exhibit.madeWith(size, seed))
                .isPresent();
    }

    /**
     * Whether that card shows its slider, or has none.
     *
     * @param experiment looked for by its name
     * @return whether nothing is missing
     */
    public boolean holdsSlider(Experiment<?> experiment) {
        return experiment.card().slider().isEmpty()
                || read(experiment.card().name())
                        .filter(exhibit -> exhibit.dial() != null)
                        .isPresent();
    }

    /**
     * Writes the page of an experiment and puts its card on the front page.
     *
     * @param experiment that was run
     * @param runs what came out
     * @param size of the run
     * @param seed of the run
     */
    public void add(Experiment<?> experiment, Runs runs, String size, long seed) {
        Exhibit exhibit = Exhibit.of(experiment, runs, size, seed);
        runs.results().forEach((value, result) -> {
            String picture = Shot.picture(exhibit.name(), value);
            write(file(picture, "png"), result.plot().png());
            write(file(picture, "small.png"), Thumbnail.of(result.plot()).png());
        });
        write(file(exhibit.name(), "html"), ExperimentPage.of(exhibit, experiment.getClass(), runs.main()));
        write(file(exhibit.name(), "json"), GSON.toJson(exhibit));
        writeIndex();
    }

    /**
     * Puts the card of an experiment that stopped with an error on the front page, unless an earlier run finished it.
     *
     * @param experiment that was run
     * @param size of the run
     * @param seed of the run
     * @param error in words
     */
    public void addFailed(Experiment<?> experiment, String size, long seed, String error) {
        String name = experiment.card().name();
        if (read(name).filter(Exhibit::hasResult).isEmpty()) {
            write(file(name, "json"), GSON.toJson(Exhibit.failed(experiment, size, seed, error)));
            writeIndex();
        }
    }

    /** How many experiments have a finished card. */
    public int finished() {
        return (int) exhibits().stream().filter(Exhibit::hasResult).count();
    }

    private void writeIndex() {
        write(folder.resolve("index.html"), IndexPage.of(exhibits(), notebooks, front));
    }

    private List<Exhibit> exhibits() {
        return listed.stream()
                .flatMap(experiment -> read(experiment.card().name()).stream())
                .toList();
    }

    private Optional<Exhibit> read(String name) {
        Path record = file(name, "json");
        try {
            return Files.exists(record)
                    ? Optional.ofNullable(GSON.fromJson(Files.readString(record), Exhibit.class))
                            .filter(exhibit -> exhibit.shots() != null)
                    : Optional.empty();
        } catch (IOException | JsonParseException e) {
            // Not written by this version: the experiment counts as not run.
            return Optional.empty();
        }
    }

    private Path file(String name, String ending) {
        return folder.resolve("experiments").resolve(name + "." + ending);
    }

    static void write(Path file, String text) {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Path partial = file.resolveSibling("." + file.getFileName() + ".partial");
            try {
                Files.write(partial, content);
                Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + reason(e), e);
        }
    }

    private static String reason(Exception problem) {
        Throwable cause = problem instanceof UncheckedIOException ? problem.getCause() : problem;
        if (cause instanceof java.nio.file.AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof java.nio.file.FileAlreadyExistsException exists) {
            return exists.getFile() + " is not a folder";
        }
        if (cause instanceof java.nio.file.FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
