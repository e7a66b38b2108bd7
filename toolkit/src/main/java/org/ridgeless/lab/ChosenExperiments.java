package org.ridgeless.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Gallery;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** The experiments that a command is asked for: by name or entry, from the toolkit and from jars of one's own. */
final class ChosenExperiments {
    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Names or entries as in lab list; all if none is given.")
    private List<String> names = new ArrayList<>();

    @Option(
            names = "--with",
            paramLabel = "JAR",
            description = "A jar or a folder of classes with experiments of one's own; may be given several times.")
    private List<Path> jars = new ArrayList<>();

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** The names that are asked for. */
    List<String> names() {
        return List.copyOf(names);
    }

    Gallery gallery() {
        Gallery gallery = Gallery.all();
        for (Path jar : jars) {
            gallery = gallery.with(jar);
        }
        return gallery;
    }

    /** A name and an entry may mean the same experiment; it is chosen once, where it was asked for first. */
    List<Experiment<?>> experiments(CommandSpec spec) {
        try {
            Gallery gallery = gallery();
            Map<String, Experiment<?>> asked = new LinkedHashMap<>();
            for (String name : names) {
                gallery.select(name)
                        .forEach(experiment ->
                                asked.putIfAbsent(experiment.card().name(), experiment));
            }
            Collection<Experiment<?>> all = names.isEmpty() ? gallery.experiments() : asked.values();
            return List.copyOf(all);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }
}
