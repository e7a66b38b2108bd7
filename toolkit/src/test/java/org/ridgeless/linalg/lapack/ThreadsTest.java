package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ridgeless.random.Seeds;

/**
 * The translation of LAPACK to Java keeps what Fortran saves between calls in static fields, which threads share; the native
 * library has a bounded number of buffers, which they share, too.
 */
class ThreadsTest {
    private static final int THREADS = 4;

    /** Machine constants are found at the first call; only a fresh class can show a race for them. */
    @Test
    void theFirstCallsOfSeveralThreadsAllConverge() throws Exception {
        double[] matrix = symmetric(20);
        double[] expected = SymmetricEigen.values(matrix, 20);
        for (int round = 0; round < 20; round++) {
            try (URLClassLoader fresh = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
                Method values =
                        fresh.loadClass(SymmetricEigen.class.getName()).getMethod("values", double[].class, int.class);
                for (Object found : together(index -> values.invoke(null, matrix, 20))) {
                    assertThat((double[]) found).containsExactly(expected);
                }
            }
        }
    }

    @Test
    void singularValuesFoundSideBySideAreTheSameBits() throws Exception {
        for (int round = 0; round < 200; round++) {
            double[][] matrices = new double[THREADS][];
            double[][] expected = new double[THREADS][];
            for (int i = 0; i < THREADS; i++) {
                matrices[i] = gaussian(40 * (20 + i), round * THREADS + i);
                expected[i] = SingularValues.of(matrices[i], 40, 20 + i);
            }
            List<Object> found = together(index -> SingularValues.of(matrices[index], 40, 20 + index));
            for (int i = 0; i < THREADS; i++) {
                assertThat((double[]) found.get(i)).containsExactly(expected[i]);
            }
        }
    }

    /** More threads than the library has buffers for, all at once. */
    @Tag("slow")
    @Test
    void decompositionsOfManyThreadsAreTheSameBits() throws Exception {
        int n = 90;
        double[] matrix = symmetric(n);
        double[] uneven = gaussian(n * n, 5);
        List<Supplier<double[]>> kinds = List.of(
                () -> SymmetricEigen.values(matrix, n),
                () -> SymmetricEigen.of(matrix, n).vectors(),
                () -> SingularValues.of(uneven, n, n),
                () -> SingularDecomposition.of(uneven, n, n).left(),
                () -> GeneralEigenvalues.of(uneven, n).real(),
                () -> Products.multiply(matrix, uneven, n, n, n),
                () -> LeastSquares.minimumNorm(uneven, n, n, gaussian(n, 6)));
        for (Supplier<double[]> kind : kinds) {
            double[] expected = kind.get();
            for (Object found : together(200, index -> kind.get())) {
                assertThat((double[]) found).containsExactly(expected);
            }
        }
    }

    private interface Work {
        Object of(int index) throws Exception;
    }

    private static List<Object> together(Work work) throws Exception {
        return together(THREADS, work);
    }

    private static List<Object> together(int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<Object>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int index = i;
                calls.add(() -> {
                    start.await();
                    return work.of(index);
                });
            }
            List<Object> results = new ArrayList<>();
            for (Future<Object> future : pool.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            pool.shutdown();
        }
    }

    private static double[] symmetric(int n) {
        double[] g = gaussian(n * n, 1);
        double[] matrix = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                matrix[i * n + j] = g[i * n + j] + g[j * n + i];
            }
        }
        return matrix;
    }

    private static double[] gaussian(int count, long seed) {
        return Seeds.of(seed).stream().doubles(count).map(u -> u - 0.5).toArray();
    }

    private static URL[] classPath() throws MalformedURLException {
        String[] entries = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[entries.length];
        for (int i = 0; i < entries.length; i++) {
            urls[i] = new File(entries[i]).toURI().toURL();
        }
        return urls;
    }
}
