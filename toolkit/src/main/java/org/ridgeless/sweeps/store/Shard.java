package org.ridgeless.sweeps.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.ridgeless.sweeps.cells.Job;
import org.ridgeless.sweeps.cells.PartOfJob;
import org.ridgeless.sweeps.cells.Runner;

/**
 * One of several parts of a study that run by themselves, for example as the tasks of a Slurm array. The cells are dealt out in turn,
 * so that each part knows its own without a word to the others. Each keeps its cells in a folder of its own; {@link Merge} joins
 * them.
 *
 * @param number from 1
 * @param count of all parts
 */
public record Shard(int number, int count) {
    static final Pattern FOLDER = Pattern.compile("shard-(\\d+)-of-(\\d+)");
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(\\d{1,9})");

    /**
     * A shard of so many.
     *
     * @throws IllegalArgumentException unless the number is from 1 to the count
     */
    public Shard {
        if (count < 1 || number < 1 || number > count) {
            throw new IllegalArgumentException(
                    "a shard is i/n with i from 1 to n, such as 3/8; got " + number + "/" + count);
        }
    }

    /**
     * The shard of a text such as {@code 3/8}.
     *
     * @param text i/n
     * @return the shard
     * @throws IllegalArgumentException if it is not, or i is not from 1 to n
     */
    public static Shard of(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a shard is i/n with i from 1 to n, such as 3/8; got " + text);
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /**
     * The folder of its own.
     *
     * @param common the folder of the whole study
     * @return {@code shard-i-of-n} in it
     */
    public Path folder(Path common) {
        return common.resolve("shard-" + number + "-of-" + count);
    }

    /**
     * A runner that computes the cells of this part only. Where later cells need those of other parts, it takes them from what was merged
     * in the common folder, and ends the study where they are not there.
     *
     * @param inner computes the cells of this part
     * @param common the folder of the whole study, where merged cells may be
     * @return the runner
     */
    public Runner around(Runner inner, Path common) {
        boolean merged = Files.exists(common.resolve(Store.MANIFEST));
        Optional<Contents> others = merged ? Optional.of(Contents.of(common)) : Optional.empty();
        return job -> {
            int[] own = part(job, true);
            if (own.length > 0) {
                inner.run(new PartOfJob(job, own, (outcome, index) -> {}));
            }
            int[] foreign = part(job, false);
            boolean known = others.isPresent()
                    && IntStream.of(foreign).allMatch(i -> others.get().has(job.key(i)));
            if (known) {
                for (int i : foreign) {
                    job.finished(i, others.get().outcome(job.key(i), job.loader()));
                }
            } else if (foreign.length > 0 && !job.goesOnInParts()) {
                throw new End();
            }
        };
    }

    private int[] part(Job job, boolean own) {
        return IntStream.range(0, job.size())
                .filter(i -> (job.lot(i) % count == number - 1) == own)
                .toArray();
    }

    /** The part is done as far as it can be without the others. */
    public static final class End extends CancellationException {
        private static final long serialVersionUID = 1;

        End() {
            super("the cells of the other shards are not there");
        }
    }
}
