package org.ridgeless.experiments;

import java.nio.file.Path;
import org.ridgeless.data.Data;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.random.Seeds;
import org.ridgeless.sweeps.Cells;
import org.ridgeless.sweeps.Grid;

/**
 * A phenomenon that theory predicts and a simulation can contradict. Immutable: each option gives a new experiment.
 *
 * <p>A subclass is one readable file:
 * <ul>
 *   <li>a {@link Card} with claim, formula, assumptions and papers;
 *   <li>{@code study()}, which gives the experiment at teaching size;
 *   <li>one verb for each option, which checks its value and calls {@link #set};
 *   <li>{@link #preset}, the options at each {@link Size};
 *   <li>{@link #simulate}, which runs {@link #cells} with {@link #seeds} and returns figure, table and verdict.
 * </ul>
 * It carries no numerics that belong in a package below, and it is listed in {@link Gallery}.
 *
 * @param <S> the subclass itself
 */
public abstract class Experiment<S extends Experiment<S>> implements Displayable {
    private static final String SEED = "seed";
    private static final String THREADS = "threads";
    private static final String SIZE = "size";
    private static final String IMAGES = "images";
    private static final int MOST_IMAGES = 5000;

    private final Card card;
    private final Settings settings;

    /** With {@link Settings#none()} the experiment takes the options of its teaching size. */
    protected Experiment(Card card, Settings settings) {
        this.card = card;
        this.settings = settings;
    }

    /** The same experiment with other settings. */
    protected abstract S copy(Settings other);

    /** The options at a size, without seed and threads. */
    protected abstract Settings preset(Size size);

    /** Simulates and predicts; polls interruption and returns what it has. */
    protected abstract Findings simulate();

    /** At most half a minute on two cores; the default. */
    public S teaching() {
        return size(Size.TEACHING);
    }

    /** Large enough for a paper; the cost is on the card. */
    public S paper() {
        return size(Size.PAPER);
    }

    /** All options of the experiment as that size has them; seed and threads stay. */
    public S size(Size size) {
        return copy(base().with(SIZE, size.label()).with(preset(size)));
    }

    /** The root of all randomness; equal seeds give equal results, bit by bit. */
    public S seed(long value) {
        return copy(base().with(SEED, value));
    }

    /** The number of threads; the results do not depend on it. */
    public S threads(int count) {
        Cells.named(card.name()).threads(count);
        return copy(base().with(THREADS, count));
    }

    /**
     * Takes the user's own images in the place of the shipped handwritten digits, from a folder of IDX files (see {@link
     * Data#idx}); what an experiment does with generated data stays as it is. The claims hold for any images, the tolerances were
     * chosen for the digits.
     */
    public S images(Path folder) {
        Data.idx(folder, 1);
        return set(IMAGES, folder.toString());
    }

    /** Runs the experiment. Interrupt the cell to get what was finished until then, marked as partial. */
    public Result run() {
        Experiment<S> ready = copy(base());
        long start = System.nanoTime();
        Findings findings = ready.simulate();
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(card, ready.settings, findings, seconds);
    }

    /** What the experiment is about. */
    public Card card() {
        return card;
    }

    /** The claim, its formula, its assumptions and its papers, in Markdown. */
    public Text explain() {
        return Text.markdown(card.markdown());
    }

    /** The papers as BibTeX. */
    public Text cite() {
        return Text.plain(card.bibtex());
    }

    @Override
    public MimeBundle mime() {
        String text = card.markdown() + "\n**Options** " + base() + "\n";
        return MimeBundle.text(toString()).with(MimeBundle.MARKDOWN, text);
    }

    @Override
    public String toString() {
        return card.title() + " [" + base() + "]; run() simulates and judges it";
    }

    /** This experiment with one option set. */
    protected S set(String option, Object value) {
        return copy(base().with(SIZE, "custom").with(option, value));
    }

    protected int integer(String option) {
        return settings.integer(option);
    }

    protected double number(String option) {
        return settings.number(option);
    }

    protected boolean flag(String option) {
        return settings.flag(option);
    }

    protected Grid grid(String option) {
        return settings.grid(option);
    }

    /** The shipped handwritten digits, or the first 5,000 of the user's own images. */
    protected Data images() {
        return settings.has(IMAGES) ? Data.idx(Path.of(settings.text(IMAGES)), MOST_IMAGES) : Data.digits();
    }

    /** All options. */
    protected Settings settings() {
        return settings;
    }

    /** The node from which all seeds of this run descend. */
    protected Seeds seeds() {
        return Seeds.of(settings.whole(SEED)).child(card.name());
    }

    /** Independent tasks on the threads of this run. */
    protected Cells cells() {
        return Cells.named(card.name()).threads(settings.integer(THREADS));
    }

    private Settings base() {
        Settings defaults = Settings.none()
                .with(SEED, 1L)
                .with(THREADS, Runtime.getRuntime().availableProcessors())
                .with(SIZE, Size.TEACHING.label());
        return defaults.with(preset(Size.TEACHING)).with(settings);
    }
}
