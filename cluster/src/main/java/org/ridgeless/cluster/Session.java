package org.ridgeless.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.ridgeless.sweeps.cells.Job;

/**
 * A connection to a cluster for one job.
 *
 * @param packed the jars that were made for it
 */
record Session(JavaSparkContext context, List<Path> packed) implements AutoCloseable {
    /** Spark allows one connection in a JVM. */
    private static final Semaphore FREE = new Semaphore(1);

    private static final String VECTOR = "jdk.incubator.vector";
    /** What decides on the bits of native products. */
    private static final List<String> VARIABLES =
            List.of("OPENBLAS_CORETYPE", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS");

    static Session open(Master master, Job job, List<Path> jars) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!FREE.tryAcquire()) {
            throw new IllegalStateException(
                    "Spark takes one run at a time from a JVM, and another one is not finished");
        }
        List<Path> packed = new ArrayList<>();
        try {
            JavaSparkContext context = new JavaSparkContext(settings(master, job, jars, packed));
            context.sc().setInterruptOnCancel(true);
            return new Session(context, packed);
        } catch (Throwable e) {
            // Spark throws checked exceptions that it does not declare.
            release(packed);
            throw e;
        }
    }

    /** What is said in system properties stands, where the run does not depend on it. */
    private static SparkConf settings(Master master, Job job, List<Path> jars, List<Path> packed) {
        SparkConf conf = new SparkConf(true)
                .setMaster(master.address())
                .setAppName("ridgeless: " + job.label())
                .set("spark.log.level", System.getProperty("ridgeless.spark.log", "ERROR"))
                .set("spark.task.interruptOnCancel", "true")
                .setIfMissing("spark.ui.enabled", "false");
        if (!master.isHere()) {
            Set<String> needed = new LinkedHashSet<>(Jars.of(job.loader(), packed));
            jars.forEach(jar -> needed.add(jar.toString()));
            conf.setIfMissing("spark.driver.host", master.localAddress())
                    .setJars(needed.toArray(String[]::new))
                    .setIfMissing("spark.executor.extraJavaOptions", options());
            for (String name : VARIABLES) {
                String value = System.getenv(name);
                if (value != null) {
                    conf.setExecutorEnv(name, value);
                }
            }
        }
        return conf;
    }

    private static void release(List<Path> packed) {
        packed.forEach(jar -> jar.toFile().delete());
        FREE.release();
    }

    /** The vector instructions, where this JVM has them, so that executors round as it does. */
    private static String options() {
        boolean vectors = ModuleLayer.boot().findModule(VECTOR).isPresent();
        return "-XX:+UseSerialGC" + (vectors ? " --add-modules=" + VECTOR : "");
    }

    /** @throws IllegalStateException if Spark could not start in this JVM */
    static void requireOptions() {
        Module base = Object.class.getModule();
        if (!base.isExported("sun.nio.ch", Session.class.getModule())) {
            throw new IllegalStateException(
                    "Spark needs a JVM that is started with "
                            + "--add-exports java.base/sun.nio.ch=ALL-UNNAMED and --add-opens for java.lang, java.nio and java.util; ./lab gives them");
        }
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            context.sc().cancelAllJobs();
            context.close();
        } finally {
            release(packed);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
