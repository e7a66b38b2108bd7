package org.ridgeless.sweeps;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Plain;

/** The cells that a {@link Bench} was given at once: items times repetitions. */
final class Group<I, T> {
    private static final Outcome INTERRUPTED = Outcome.missing("interrupted");

    private static final String PAIRED = "paired";

    private final String name;
    private final List<I> items;
    private final String[] texts;
    private final int repetitions;
    private final CellBody<? super I, T> body;
    private final Seeds[] seeds;
    private final Seeds paired;
    private final AtomicReferenceArray<Outcome> arrived;
    private List<Outcome> outcomes;

    Group(String name, List<I> items, int repetitions, CellBody<? super I, T> body, Seeds seeds) {
        this.name = name;
        this.items = items;
        this.repetitions = repetitions;
        this.body = body;
        this.paired = seeds.child(PAIRED);
        this.seeds = new Seeds[items.size()];
        this.texts = new String[items.size()];
        this.arrived = new AtomicReferenceArray<>(Math.multiplyExact(items.size(), repetitions));
        Set<String> distinct = new HashSet<>();
        for (int i = 0; i < texts.length; i++) {
            texts[i] = text(name, items.get(i));
            if (texts[i].equals(PAIRED)) {
                throw new IllegalArgumentException("an item of the group \"" + name + "\" is called \"" + PAIRED
                        + "\", as are the seeds that all items share");
            }
            if (!distinct.add(texts[i])) {
                throw new IllegalArgumentException(
                        "two items of the group \"" + name + "\" have the same text " + texts[i]);
            }
            this.seeds[i] = seeds.child(texts[i]);
        }
    }

    String name() {
        return name;
    }

    List<I> items() {
        return items;
    }

    int count() {
        return arrived.length();
    }

    CellKey key(int index) {
        return new CellKey(name, texts[index / repetitions], index % repetitions);
    }

    Outcome compute(int index) {
        int item = index / repetitions;
        int repetition = index % repetitions;
        Seeds own = seeds[item].child(repetition);
        Trial trial = new Trial(repetition, own, paired.child(repetition));
        return Outcome.of(own.value(), () -> body.at(items.get(item), trial));
    }

    void finished(int index, Outcome outcome) {
        arrived.set(index, outcome);
    }

    /** What is there now is all there will be. */
    void close() {
        Outcome[] all = new Outcome[arrived.length()];
        for (int i = 0; i < all.length; i++) {
            Outcome outcome = arrived.get(i);
            all[i] = outcome == null ? INTERRUPTED : outcome;
        }
        outcomes = Arrays.asList(all);
    }

    /** Nothing will be computed. */
    void abandon(String reason) {
        Outcome[] all = new Outcome[arrived.length()];
        Arrays.fill(all, Outcome.missing(reason));
        outcomes = Arrays.asList(all);
    }

    boolean isClosed() {
        return outcomes != null;
    }

    List<Outcome> outcomes() {
        return outcomes;
    }

    /** The loader of the class in which the cells are written. */
    ClassLoader loader() {
        return body.getClass().getClassLoader();
    }

    /** What the cell is called by; the text of Object would differ from run to run, inside a record or list too. */
    private static String text(String group, Object item) {
        String text = item.toString();
        if (Plain.isNameless(item)) {
            throw new IllegalArgumentException("the items of the group \"" + group
                    + "\" need texts that say what they are, such as numbers and records have; got " + text);
        }
        return text;
    }
}
