package org.ridgeless.experiments;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.experiments.geometry.Geometry;
import org.ridgeless.experiments.landscape.Landscapes;
import org.ridgeless.tables.Results;

/**
 * All experiments.
 *
 * <pre>{@code
 * Gallery.all()                            // shows the list
 * Gallery.find("condition-number").run()
 * }</pre>
 */
public final class Gallery implements Displayable {
    private final List<Experiment<?>> experiments;

    private Gallery(List<Experiment<?>> experiments) {
        this.experiments = experiments;
    }

    /** Every experiment at teaching size, in the order of the entries. */
    public static Gallery all() {
        // One line for each theme; the order is that of the entries on the cards.
        Stream.Builder<Stream<Experiment<?>>> themes = Stream.builder();
        themes.accept(Geometry.all());
        themes.accept(Landscapes.all());
        Stream<Experiment<?>> all = themes.build().flatMap(theme -> theme);
        return new Gallery(
                all.sorted(Comparator.comparing(experiment -> experiment.card().entry()))
                        .toList());
    }

    /** The experiment of that name, for example {@code condition-number}, or the first of that entry, {@code B01}. */
    public static Experiment<?> find(String nameOrEntry) {
        return select(nameOrEntry).get(0);
    }

    /** The experiment of that name or all experiments of that entry, which may have several. */
    public static List<Experiment<?>> select(String nameOrEntry) {
        Gallery gallery = all();
        List<Experiment<?>> chosen = gallery.experiments.stream()
                .filter(experiment -> experiment.card().name().equals(nameOrEntry)
                        || experiment.card().entry().equalsIgnoreCase(nameOrEntry))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no experiment \"" + nameOrEntry + "\"; there are " + gallery.names());
        }
        return chosen;
    }

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
                .texts("paper", column(card -> card.papers().get(0).line()))
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

    private String names() {
        return experiments.stream()
                .map(experiment ->
                        experiment.card().name() + " (" + experiment.card().entry() + ")")
                .collect(Collectors.joining(", "));
    }

    private String[] column(java.util.function.Function<Card, String> field) {
        return experiments.stream().map(Experiment::card).map(field).toArray(String[]::new);
    }
}
