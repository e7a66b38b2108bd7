package org.ridgeless.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.ridgeless.display.Progress;
import org.ridgeless.sweeps.cells.Job;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Runner;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Computes cells on a cluster of Apache Spark. An executor that is lost costs only time: Spark gives its cells to another one.
 *
 * <pre>{@code
 * Sweep.of(new MySweep()).on(SparkRunner.on("spark://head:7077")).store("runs/mine").run()
 * }</pre>
 *
 * <p>The study must have a name, because executors make it again: an {@code Experiment}, or a class that is a {@code SweepSource}. The
 * jars of this JVM's class path and of the study's are sent along, except those of Spark. Results are those of threads, bit by bit, where the
 * processors are alike.
 *
 * <p>One run at a time in a JVM, which must have been started with the options that Spark needs; {@code ./lab} gives them.
 */
public final class SparkRunner implements Runner {
    /** Cells of one partition at most, so that what a lost executor had finished is not much. */
    private static final int MOST_CELLS = 1000;
    /** Partitions for each core, so that no core waits long for the last one. */
    private static final int PARTITIONS_EACH = 8;

    private final Master master;
    private final List<Path> jars;

    private SparkRunner(Master master, List<Path> jars) {
        this.master = master;
        this.jars = jars;
    }

    /**
     * Of the cluster whose master has this address.
     *
     * @param address {@code spark://host:port}, or {@code local[n]} for n threads of this JVM
     */
    public static SparkRunner on(String address) {
        return new SparkRunner(Master.of(address), List.of());
    }

    /** Further jars that executors need, beside the class path of this JVM. */
    public SparkRunner jars(Path... more) {
        return new SparkRunner(master, List.of(more));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException also if no master answers within ten seconds, or if this JVM lacks an option that Spark needs
     */
    @Override
    public void check(Recipe recipe) {
        recipe.requireNamed("a Spark cluster");
        Session.requireOptions();
        master.requireAnswer();
    }

    @Override
    public void run(Job job) throws InterruptedException {
        check(job.recipe());
        if (job.size() == 0) {
            return;
        }
        try (Session session = Session.open(master, job, jars);
                Progress progress = Progress.start(job.label(), job.size()).drawing(job::picture)) {
            Receiver receiver = new Receiver(job, progress);
            try {
                compute(session.context(), job, receiver);
            } catch (Exception e) {
                // Spark throws checked exceptions that it does not declare.
                receiver.rethrow();
                throw cause(e);
            }
        }
    }

    private static void compute(JavaSparkContext context, Job job, Receiver receiver) {
        List<Lot> lots = IntStream.range(0, job.size())
                .mapToObj(i -> new Lot(i, job.key(i)))
                .toList();
        int partitions = Math.min(
                job.size(),
                Math.max(PARTITIONS_EACH * context.defaultParallelism(), (job.size() + MOST_CELLS - 1) / MOST_CELLS));
        JavaRDD<Lot> cells = context.parallelize(new ArrayList<>(lots), partitions);
        Order order = Order.of(job.recipe(), job.earlier());
        List<Object> places =
                IntStream.range(0, partitions).<Object>mapToObj(i -> i).toList();
        Seq<Object> all = CollectionConverters.asScala(places).toSeq();
        context.sc()
                .runJob(
                        cells.rdd(),
                        new ExecutorTask(context.broadcast(order)),
                        all,
                        receiver,
                        ClassTag$.MODULE$.<Result[]>apply(Result[].class));
    }

    /**
     * What an executor threw, from inside what Spark makes of it.
     *
     * @throws InterruptedException if it was an interruption
     */
    private static IllegalStateException cause(Exception failure) throws InterruptedException {
        Throwable last = failure;
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof InterruptedException) {
                throw (InterruptedException) new InterruptedException("interrupted").initCause(failure);
            }
            last = each;
        }
        return new IllegalStateException("Spark: " + last.getMessage(), failure);
    }

    /** Takes results on the driver, partition by partition, as they come. */
    private static final class Receiver extends AbstractFunction2<Object, Result[], BoxedUnit> {
        private final Job job;
        private final Progress progress;
        private volatile Throwable failure;

        Receiver(Job job, Progress progress) {
            this.job = job;
            this.progress = progress;
        }

        /** Throws what the job has thrown when it got an outcome; Spark keeps it to itself. */
        void rethrow() {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }

        @Override
        public BoxedUnit apply(Object partition, Result[] results) {
            try {
                for (Result result : results) {
                    job.finished(result.index(), Outcome.read(result.outcome(), job.loader()));
                    progress.advance();
                }
            } catch (RuntimeException | Error e) {
                failure = e;
                throw e;
            }
            return BoxedUnit.UNIT;
        }
    }
}
