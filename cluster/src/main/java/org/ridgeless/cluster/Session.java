package org.ridgeless.cluster;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.ridgeless.sweeps.cells.Job;

/** A connection to a cluster for one job. */
record Session(JavaSparkContext context) implements AutoCloseable {
    private static final String VECTOR = "jdk.incubator.vector";
    /** What decides on the bits of native products. */
    private static final List<String> VARIABLES = List.of("OPENBLAS_CORETYPE", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS");

    static Session open(Master master, Job job, List<Path> jars) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        SparkConf conf = new SparkConf(true)
                .setMaster(master.address())
                .setAppName("ridgeless: " + job.label())
                .set("spark.ui.enabled", "false")
                .set("spark.log.level", System.getProperty("ridgeless.spark.log", "ERROR"))
                .set("spark.task.interruptOnCancel", "true");
        if (!master.isHere()) {
            Set<String> needed = new LinkedHashSet<>(Jars.of(job.loader()));
            jars.forEach(jar -> needed.add(jar.toString()));
            conf.set("spark.driver.host", master.localAddress())
                    .setJars(needed.toArray(String[]::new))
                    .setIfMissing("spark.executor.extraJavaOptions", options());
            for (String name : VARIABLES) {
                String value = System.getenv(name);
                if (value != null) {
                    conf.setExecutorEnv(name, value);
                }
            }
        }
        JavaSparkContext context = new JavaSparkContext(conf);
        context.sc().setInterruptOnCancel(true);
        return new Session(context);
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
            throw new IllegalStateException("Spark needs a JVM that is started with "
                    + "--add-exports java.base/sun.nio.ch=ALL-UNNAMED and --add-opens for java.lang, java.nio and java.util; ./lab gives them");
        }
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        context.sc().cancelAllJobs();
        context.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
