package org.ridgeless.study;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ridgeless.data.Data;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Threads;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;
import org.ridgeless.sweeps.store.Store;
import org.ridgeless.sweeps.store.StoreException;

/**
 * A phenomenon that theory predicts and a simulation can contradict. Immutable: each option gives a new experiment.
 *
 * <p>A subclass is one readable file:
 * <ul>
 *   <li>its {@link Option}s, as static fields, each with a verb of the same name;
 *   <li>{@code study()}, which gives the experiment at teaching size;
 *   <li>{@link #run(Lab)}, which lets the laboratory run the cells and makes claims about what they bring.
 * </ul>
 * Claim, formulas, assumptions and papers stand in the Markdown file beside it, {@code momentum-edge.md} for
 * {@code MomentumEdge}. It carries no numerics that belong in a package below. Everything slow stands in a cell, so that an
 * interruption reaches it.
 *
 * {@snippet file="StudyTest.java" region="experiment"}
 *
 * @param <S> the subclass itself
 */
public abstract class Experiment<S extends Experiment<S>> implements Displayable, Cloneable {
    private static final String SEED = "seed";
    private static final String THREADS = "threads";
    private static final String SIZE = "size";
    private static final String IMAGES = "images";
    private static final int MOST_IMAGES = 5000;

    private Settings settings = Settings.none();
    private Runner runner;
    private Path store;
    private boolean retrying;

    protected Experiment() {}

    /**
     * The experiment that a recipe tells of.
     *
     * @param recipe that {@link #recipe} has written
     * @param loader finds its class
     * @return the experiment with its options and seed
     * @throws IllegalArgumentException if there is none, or if it has no such options
     */
    public static Experiment<?> of(Recipe recipe, ClassLoader loader) {
        return ExperimentMaker.experiment(recipe, loader);
    }

    /** Lets the laboratory run the cells, and makes claims, figures and tables of what they bring. */
    protected abstract void run(Lab lab);

    /** What the experiment is about; from the Markdown file beside the class unless a subclass says otherwise. */
    public Card card() {
        return Card.of(getClass());
    }

    /** At most half a minute on two cores; the default. */
    public S teaching() {
        return size(Size.TEACHING);
    }

    /** Large enough for a paper; the cost is on the card. */
    public S paper() {
        return size(Size.PAPER);
    }

    /**
     * All options of the experiment as that size has them; seed, threads and images stay.
     *
     * @param size tiny, teaching or paper
     * @return the experiment at that size
     */
    public S size(Size size) {
        Settings fresh = Settings.none();
        for (String kept : List.of(SEED, THREADS, IMAGES)) {
            fresh = settings.has(kept) ? fresh.with(kept, settings.get(kept)) : fresh;
        }
        return copy(fresh.with(SIZE, size.label()));
    }

    /**
     * The root of all randomness; equal seeds give equal results, bit by bit.
     *
     * @param value any number; 1 unless given
     * @return the experiment with it
     */
    public S seed(long value) {
        return copy(settings.with(SEED, value));
    }

    /**
     * The number of threads, at least 1; the results do not depend on it.
     *
     * @param count ≥ 1; as many as processors unless given
     * @return the experiment on them
     * @throws IllegalArgumentException if the number is below 1
     */
    public S threads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("threads must be at least 1, got " + count);
        }
        return copy(settings.with(THREADS, count));
    }

    /**
     * Takes the user's own images in the place of the shipped handwritten digits, from a folder of IDX files (see {@link
     * Data#idx}); what an experiment does with generated data stays as it is. The claims hold for any images, the tolerances were
     * chosen for the digits.
     *
     * @param folder with training images and their classes, see {@link Data#idx}; of them the first 5,000 are taken
     * @return the experiment on them
     * @throws IllegalArgumentException if no image can be read from the folder
     */
    public S images(Path folder) {
        Data.idx(folder, 1);
        return copy(settings.with(IMAGES, folder.toString()));
    }

    /**
     * Sets an option by its name, as the command line does.
     *
     * @param option its name, as {@link #options} lists it
     * @param value its text, such as {@code 100}, {@code 0.1, 0.2} or {@code true}
     * @return the experiment with it
     * @throws IllegalArgumentException if there is no such option, or if the text is not a value in its range
     */
    public S set(String option, String value) {
        Option<?> found = options().stream()
                .filter(candidate -> candidate.name().equals(option))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no option \"" + option + "\"; there are "
                        + options().stream().map(Option::name).collect(Collectors.joining(", "))));
        return copy(settings.with(option, found.parse(value)));
    }

    /** Sets an option, size or images by its name and text, as {@link #recipe} writes them. */
    S setAny(String name, String value) {
        return switch (name) {
            case SIZE -> size(Size.of(value));
            case IMAGES -> images(Path.of(value));
            default -> set(name, value);
        };
    }

    /**
     * Computes the cells elsewhere than on threads of this JVM, for example in others; the results do not depend on it.
     *
     * @param elsewhere a runner
     * @return the experiment on it
     */
    public S on(Runner elsewhere) {
        S copy = copy();
        ((Experiment<?>) copy).runner = elsewhere;
        return copy;
    }

    /**
     * Keeps each finished cell in this folder, so that a run that is killed goes on where it was when it is started again.
     *
     * @param folder empty, or one in which the same experiment was kept, with the same options and seed
     * @return the experiment with the store, which is opened when it runs
     */
    public S store(Path folder) {
        S copy = copy();
        ((Experiment<?>) copy).store = folder;
        return copy;
    }

    /**
     * Keeps each finished cell in this folder.
     *
     * @param folder empty, or one in which the same experiment was kept, with the same options and seed
     * @return the experiment with the store, which is opened when it runs
     */
    public S store(String folder) {
        return store(Path.of(folder));
    }

    /** Computes cells again that are stored as failed. */
    public S retryFailed() {
        S copy = copy();
        ((Experiment<?>) copy).retrying = true;
        return copy;
    }

    /**
     * Runs the experiment. Interrupt the cell to get what was finished until then, marked as partial.
     *
     * @throws StoreException if it has a store that cannot be used; before any work
     */
    public Result run() {
        Settings all = allSettings();
        Runner cells = runner == null ? Threads.of((Integer) all.get(THREADS)) : runner;
        cells.check(recipe());
        if (store == null) {
            return run(all, cells);
        }
        try (Store kept = Store.open(store, recipe())) {
            return run(all, (retrying ? kept.retryingFailed() : kept).around(cells))
                    .noting(kept.warning());
        }
    }

    private Result run(Settings all, Runner cells) {
        Card card = card();
        long start = System.nanoTime();
        Lab lab = new Lab(card, seeds(), recipe(), cells);
        lab.conduct(() -> run(lab));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(card, all, lab, seconds);
    }

    /** Announces all cells, job by job, to a runner, and makes nothing of what they bring. */
    void replay(Runner cells) {
        Lab lab = new Lab(card(), seeds(), recipe(), cells);
        run(lab);
        lab.finish();
    }

    /** How another JVM makes this experiment; one that is made of lambdas stays in this one. */
    public Recipe recipe() {
        Map<String, String> options = new LinkedHashMap<>();
        allSettings().asMap().forEach((name, value) -> {
            if (!name.equals(SEED) && !name.equals(THREADS)) {
                options.put(name, Option.text(value));
            }
        });
        options.putAll(traits());
        long seed = (Long) allSettings().get(SEED);
        String maker = ExperimentMaker.canMake(getClass()) ? ExperimentMaker.class.getName() : "";
        return new Recipe(maker, maker.isEmpty() ? card().name() : getClass().getName(), options, seed);
    }

    /**
     * The options of this experiment, without seed, threads and images: those of its superclasses first, in the order of their
     * declaration.
     *
     * @throws IllegalStateException if two of them have one name
     */
    public List<Option<?>> options() {
        Map<String, Option<?>> found = new LinkedHashMap<>();
        for (Class<?> declaring : lineage()) {
            for (Field field : declaring.getDeclaredFields()) {
                if (Option.class.isAssignableFrom(field.getType()) && Modifier.isStatic(field.getModifiers())) {
                    Option<?> option = value(field);
                    if (found.put(option.name(), option) != null) {
                        throw new IllegalStateException(
                                getClass().getSimpleName() + " declares the option \"" + option.name() + "\" twice");
                    }
                }
            }
        }
        return List.copyOf(found.values());
    }

    /** The classes below this one, down to that of the experiment. */
    private List<Class<?>> lineage() {
        Deque<Class<?>> classes = new ArrayDeque<>();
        for (Class<?> declaring = getClass(); declaring != Experiment.class; declaring = declaring.getSuperclass()) {
            classes.addFirst(declaring);
        }
        return List.copyOf(classes);
    }

    /** The claim, its formula, its assumptions and its papers, in Markdown. */
    public Text explain() {
        return Text.markdown(card().markdown());
    }

    /** The papers as BibTeX. */
    public Text cite() {
        return Text.plain(card().bibtex());
    }

    @Override
    public MimeBundle mime() {
        String text = card().markdown() + "\n**Options** " + allSettings() + "\n";
        return MimeBundle.text(toString()).with(MimeBundle.MARKDOWN, text);
    }

    @Override
    public String toString() {
        return card().title() + " [" + allSettings() + "]; run() simulates and judges it";
    }

    /**
     * This experiment with one option set.
     *
     * @throws IllegalArgumentException if the value is out of the option's range, which the message tells
     */
    protected <T> S with(Option<T> option, T value) {
        return copy(settings.with(option.name(), option.require(value)));
    }

    /** The value of an option in this run. */
    @SuppressWarnings("unchecked")
    protected <T> T get(Option<T> option) {
        return settings.has(option.name()) ? (T) settings.get(option.name()) : option.at(size());
    }

    /** The shipped handwritten digits, or the first 5,000 of the user's own images. */
    protected Data images() {
        return settings.has(IMAGES) ? Data.idx(Path.of((String) settings.get(IMAGES)), MOST_IMAGES) : Data.digits();
    }

    /** The size from which all options come that are not set. */
    protected Size size() {
        return settings.has(SIZE) ? Size.of((String) settings.get(SIZE)) : Size.TEACHING;
    }

    private Seeds seeds() {
        return Seeds.of((Long) allSettings().get(SEED)).child(card().name());
    }

    private Settings allSettings() {
        Settings all = Settings.none()
                .with(SEED, settings.has(SEED) ? settings.get(SEED) : 1L)
                .with(
                        THREADS,
                        settings.has(THREADS)
                                ? settings.get(THREADS)
                                : Runtime.getRuntime().availableProcessors())
                .with(SIZE, size().label());
        all = settings.has(IMAGES) ? all.with(IMAGES, settings.get(IMAGES)) : all;
        for (Option<?> option : options()) {
            all = all.with(option.name(), get(option));
        }
        return all;
    }

    /** What else tells its cells from those of another, beside the options. */
    Map<String, String> traits() {
        return Map.of();
    }

    /** An experiment of its own with the same settings, for a subclass to change before it is handed out. */
    S copy() {
        return copy(settings);
    }

    @SuppressWarnings("unchecked")
    private S copy(Settings other) {
        try {
            Experiment<S> copy = (Experiment<S>) clone();
            copy.settings = other;
            return (S) copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }

    private static Option<?> value(Field field) {
        try {
            field.setAccessible(true);
            return (Option<?>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
