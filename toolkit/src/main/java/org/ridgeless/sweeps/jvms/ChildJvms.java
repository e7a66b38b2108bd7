package org.ridgeless.sweeps.jvms;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.ridgeless.sweeps.cells.Job;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;

/**
 * Computes cells in child processes of this machine. A child that dies, by lack of memory or by {@code kill -9}, costs only time: its
 * cell is given to another one, at most three times in all, and then marked.
 *
 * <pre>{@code
 * Sweep.of(new MySweep()).on(ChildJvms.of(4).memory("2g")).store("runs/mine").run()
 * }</pre>
 *
 * <p>The study must have a name, because a child makes it again: an {@code Experiment}, or a class that is a {@code SweepSource}. The
 * results are those of threads, bit by bit.
 */
public final class ChildJvms implements Runner {
    private final int count;
    private final List<String> options;

    private final List<Path> jars;

    private ChildJvms(int count, List<String> options, List<Path> jars) {
        this.count = count;
        this.options = options;
        this.jars = jars;
    }

    /**
     * So many child processes, at least 1.
     *
     * @param count ≥ 1
     * @return the runner, with the heap and the options of this JVM
     * @throws IllegalArgumentException if the number is below 1
     */
    public static ChildJvms of(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("there must be at least 1 child process, got " + count);
        }
        return new ChildJvms(count, List.of(), List.of());
    }

    /**
     * The heap of each, such as {@code "2g"}; that of this JVM unless said.
     *
     * @param size a number with k, m or g behind it, or of bytes
     * @return the runner with that heap
     * @throws IllegalArgumentException if it is not such a size
     */
    public ChildJvms memory(String size) {
        if (!size.matches("\\d+[kmgKMG]?")) {
            throw new IllegalArgumentException("memory is a size such as 512m or 2g, got " + size);
        }
        return with("-Xmx" + size);
    }

    /**
     * Further options of the JVM; those of this JVM hold as well.
     *
     * @param jvmOptions later calls add to earlier ones
     * @return the runner with them
     */
    public ChildJvms with(String... jvmOptions) {
        List<String> more = new ArrayList<>(options);
        more.addAll(List.of(jvmOptions));
        return new ChildJvms(count, List.copyOf(more), jars);
    }

    /**
     * Jars and folders of classes that the children need, beside the class path of this JVM.
     *
     * @param more instead of those of an earlier call
     * @return the runner with them
     */
    public ChildJvms classPath(Collection<Path> more) {
        return new ChildJvms(count, options, List.copyOf(more));
    }

    @Override
    public void run(Job job) throws InterruptedException {
        check(job.recipe());
        new Crew(job, command(job.loader()), Math.min(count, job.size())).run();
    }

    @Override
    public void check(Recipe recipe) {
        recipe.requireNamed("child processes");
    }

    private List<String> command(ClassLoader loader) {
        List<String> command = new ArrayList<>(JavaCommand.like(loader, jars));
        command.addAll(options);
        command.add(ChildMain.class.getName());
        return command;
    }

    @Override
    public String toString() {
        return count + (count == 1 ? " child process" : " child processes");
    }
}
