package org.ridgeless.study;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ScanResult;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.tables.Results;

/**
 * All experiments, found by looking through their packages.
 *
 * {@snippet file="StudyTest.java" region="gallery"}
 */
public final class Gallery implements Displayable {
    private static final String PACKAGE = "org.ridgeless.experiments";

    private final List<Experiment<?>> experiments;

    private Gallery(List<Experiment<?>> experiments) {
        this.experiments = experiments.stream()
                .sorted(Comparator.comparing(
                                (Experiment<?> experiment) -> experiment.card().entry())
                        .thenComparing(experiment -> experiment.card().name()))
                .toList();
    }

    /** Every experiment of the toolkit at teaching size, in the order of the entries. */
    public static Gallery all() {
        return new Gallery(scan(new ClassGraph()
                .acceptPackagesNonRecursive(PACKAGE, PACKAGE + ".book")
                .overrideClassLoaders(Experiment.class.getClassLoader())));
    }

    /**
     * A gallery of these experiments alone.
     *
     * @param experiments with different names
     * @return the gallery
     * @throws IllegalArgumentException if two have one name
     */
    public static Gallery of(Experiment<?>... experiments) {
        return new Gallery(List.of()).with(experiments);
    }

    /**
     * This gallery with the experiments of a jar or a folder of classes: subclasses of {@link Experiment} that are not abstract
     * and have a constructor without parameters.
     *
     * @param jar file, or folder of classes
     * @return the gallery with those whose names are not taken
     * @throws IllegalArgumentException if there is no such file or no experiment in it
     */
    public Gallery with(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException("no jar and no folder " + jar);
        }
        List<Experiment<?>> found = scan(new ClassGraph().overrideClasspath(jar.toString(), ownClasses())).stream()
                .filter(experiment -> experiments.stream()
                        .noneMatch(known ->
                                known.card().name().equals(experiment.card().name())))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no further experiment in " + jar);
        }
        return with(found.toArray(Experiment<?>[]::new));
    }

    /**
     * This gallery with studies of one's own.
     *
     * @param more with different names
     * @return the larger gallery
     * @throws IllegalArgumentException if a name is taken
     */
    public Gallery with(Experiment<?>... more) {
        List<Experiment<?>> all = new ArrayList<>(experiments);
        for (Experiment<?> experiment : more) {
            String name = experiment.card().name();
            if (all.stream().anyMatch(known -> known.card().name().equals(name))) {
                throw new IllegalArgumentException("there is an experiment \"" + name + "\" already");
            }
            all.add(experiment);
        }
        return new Gallery(all);
    }

    /**
     * The experiment of that name, for example {@code condition-number}, or the first of that entry, {@code B01}.
     *
     * @param nameOrEntry name, entry or panel
     * @return the experiment at its present size
     * @throws IllegalArgumentException if there is none, with the names there are
     */
    public Experiment<?> find(String nameOrEntry) {
        return select(nameOrEntry).get(0);
    }

    /**
     * The experiment of that name, or all experiments of that entry or of those {@linkplain #panels panels}, which may have several.
     *
     * @param nameOrEntry name, entry or panel
     * @return at least one experiment
     * @throws IllegalArgumentException if there is none, with the names there are
     */
    public List<Experiment<?>> select(String nameOrEntry) {
        List<Panel> panels = Panels.under(nameOrEntry);
        List<Experiment<?>> chosen = experiments.stream()
                .filter(experiment -> isMeant(experiment.card(), nameOrEntry, panels))
                .toList();
        if (chosen.isEmpty() && !panels.isEmpty()) {
            throw new IllegalArgumentException("no experiment shows "
                    + panels.get(0).name() + ": " + panels.get(0).line());
        }
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no experiment \"" + nameOrEntry + "\"; there are " + names());
        }
        return chosen;
    }

    private static boolean isMeant(Card card, String nameOrEntry, List<Panel> panels) {
        return card.name().equals(nameOrEntry)
                || card.entry().equalsIgnoreCase(nameOrEntry)
                || panels.stream().anyMatch(panel -> panel.experiment().equals(card.name()));
    }

    /**
     * The panels of that name: parts of experiments with names of their own, all those of the book under {@code book}.
     *
     * @param name a whole name such as {@code book/2.5/bbp-spikes}, or its beginning up to a slash
     * @return in the order of the book; empty if there is none
     */
    public List<Panel> panels(String name) {
        return Panels.under(name);
    }

    /** The experiments, in the order of their entries and then of their names. */
    public List<Experiment<?>> experiments() {
        return experiments;
    }

    /** The list as a table. */
    public Results table() {
        return Results.titled("Gallery")
                .showing(Integer.MAX_VALUE)
                .texts("name", column(Card::name))
                .texts("entry", column(Card::entry))
                .texts("claim", column(Card::claim))
                .texts(
                        "paper",
                        column(card -> card.papers().isEmpty()
                                ? ""
                                : card.papers().get(0).line()))
                .texts("cost (teaching / paper)", column(Card::cost));
    }

    @Override
    public MimeBundle mime() {
        return table().mime();
    }

    @Override
    public String toString() {
        return table().toString();
    }

    private static List<Experiment<?>> scan(ClassGraph graph) {
        List<Experiment<?>> found = new ArrayList<>();
        try (ScanResult scan = graph.enableClassInfo().ignoreClassVisibility().scan()) {
            for (ClassInfo type : scan.getSubclasses(Experiment.class.getName())) {
                if (!type.isAbstract() && !type.isAnonymousInnerClass()) {
                    instance(type).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static java.util.Optional<Experiment<?>> instance(ClassInfo type) {
        try {
            Constructor<?> constructor = type.loadClass().getDeclaredConstructor();
            constructor.setAccessible(true);
            return java.util.Optional.of((Experiment<?>) constructor.newInstance());
        } catch (NoSuchMethodException e) {
            // A class that is made in another way, such as a Study, is no entry of a gallery.
            return java.util.Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make the experiment " + type.getName() + ": " + e, e);
        }
    }

    private static String ownClasses() {
        return Experiment.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath();
    }

    private String names() {
        return experiments.stream()
                .map(experiment ->
                        experiment.card().name() + " (" + experiment.card().entry() + ")")
                .collect(Collectors.joining(", "));
    }

    private String[] column(Function<Card, String> field) {
        return experiments.stream().map(Experiment::card).map(field).toArray(String[]::new);
    }
}
