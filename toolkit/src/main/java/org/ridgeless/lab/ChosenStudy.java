package org.ridgeless.lab;

import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ScanResult;
import java.io.File;
import java.lang.reflect.Constructor;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Gallery;
import org.ridgeless.study.Size;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepSource;
import org.ridgeless.sweeps.cells.Recipe;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The study that a command is asked for, with its options: an experiment, or a sweep of one's own by the name of its class. */
final class ChosenStudy {
    @Parameters(
            paramLabel = "NAME",
            description = "An experiment as in lab list, or the class of a SweepSource in one of the jars.")
    private String name;

    @Option(
            names = "--with",
            paramLabel = "JAR",
            description = "A jar or a folder of classes with studies of one's own; may be given several times.")
    private List<Path> jars = new ArrayList<>();

    @Option(
            names = "--size",
            paramLabel = "SIZE",
            description = "Of an experiment: tiny, teaching (the default) or paper.")
    private String size = "teaching";

    @Option(names = "--seed", paramLabel = "N", description = "The seed of all randomness.")
    private Long seed;

    @Option(names = "--repeat", paramLabel = "N", description = "Of a sweep: repetitions of each cell.")
    private Integer repeat;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description =
                    "An option of the experiment, or the values on an axis of the sweep, with commas between them.")
    private Map<String, String> options = new LinkedHashMap<>();

    List<Path> jars() {
        return jars;
    }

    /** Finds the classes of the study. */
    ClassLoader loader() {
        return loader(jars);
    }

    static ClassLoader loader(List<Path> jars) {
        try {
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                if (!Files.exists(jars.get(i))) {
                    throw new IllegalArgumentException("no jar and no folder " + jars.get(i));
                }
                urls[i] = jars.get(i).toUri().toURL();
            }
            return new URLClassLoader(urls, ChosenStudy.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("no path of a jar: " + e.getMessage(), e);
        }
    }

    /**
     * How to make the study.
     *
     * @throws IllegalArgumentException if there is none of that name, or if it does not have such options
     */
    Recipe recipe(ClassLoader loader) {
        List<Class<?>> sources = sources(loader);
        List<Class<?>> named = sources.stream()
                .filter(type ->
                        type.getName().equals(name) || type.getSimpleName().equals(name))
                .toList();
        return named.isEmpty() ? experiment(loader, sources) : sweep(named.get(0));
    }

    private Recipe sweep(Class<?> source) {
        try {
            Constructor<?> constructor = source.getDeclaredConstructor();
            constructor.setAccessible(true);
            Sweep sweep = Sweep.of((SweepSource) constructor.newInstance());
            sweep = seed == null ? sweep : sweep.seed(seed);
            sweep = repeat == null ? sweep : sweep.repeat(repeat);
            for (Map.Entry<String, String> option : options.entrySet()) {
                sweep = sweep.set(option.getKey(), option.getValue());
            }
            return sweep.recipe();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("cannot make the sweep " + name + ": " + e, e);
        }
    }

    private Recipe experiment(ClassLoader loader, List<Class<?>> sources) {
        Gallery gallery = Gallery.all();
        for (Path jar : jars) {
            gallery = sources.isEmpty() ? gallery.with(jar) : gallery;
        }
        Experiment<?> experiment = found(gallery, sources).size(Size.of(size)).seed(seed == null ? 1 : seed);
        for (Map.Entry<String, String> option : options.entrySet()) {
            experiment = experiment.set(option.getKey(), option.getValue());
        }
        if (repeat != null) {
            throw new IllegalArgumentException(
                    "--repeat is for sweeps; an experiment has options, see lab list " + name);
        }
        return experiment.recipe();
    }

    private Experiment<?> found(Gallery gallery, List<Class<?>> sources) {
        try {
            return gallery.find(name);
        } catch (IllegalArgumentException e) {
            String sweeps = sources.stream().map(Class::getSimpleName).collect(Collectors.joining(", "));
            throw new IllegalArgumentException(
                    e.getMessage() + (sweeps.isEmpty() ? "" : "; and the sweeps " + sweeps), e);
        }
    }

    private List<Class<?>> sources(ClassLoader loader) {
        if (jars.isEmpty()) {
            return List.of();
        }
        String path = jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
        List<Class<?>> found = new ArrayList<>();
        try (ScanResult scan = new ClassGraph()
                .overrideClasspath(path, classes(SweepSource.class))
                .enableClassInfo()
                .ignoreClassVisibility()
                .scan()) {
            for (ClassInfo type : scan.getClassesImplementing(SweepSource.class.getName())) {
                if (!type.isAbstract() && !type.isAnonymousInnerClass()) {
                    found.add(Class.forName(type.getName(), true, loader));
                }
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("cannot load a sweep: " + e.getMessage(), e);
        }
        return found;
    }

    private static String classes(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation().getPath();
    }
}
