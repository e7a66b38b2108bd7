package org.ridgeless.linalg.lapack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.ridgeless.ChildJvm;
import org.ridgeless.random.Seeds;

/** What native calls take outside the heap is given back. */
class NativeMemoryTest {
    private static final Path RESIDENT = Path.of("/proc/self/statm");
    private static final int ORDER = 50;
    /** Of a product that the library computes. */
    private static final int LARGE = 100;

    private static final double[] FACTOR = new double[LARGE * LARGE];
    private static final int CALLS = 10_000;

    /** Prints how many pages of 4 kB the process holds after some calls, and after many more. */
    static final class Calls {
        private Calls() {}

        public static void main(String[] args) throws IOException {
            double[] a = Seeds.of(1).stream().doubles(ORDER * ORDER, -1, 1).toArray();
            calls(a, 2_000);
            System.out.println(pages());
            calls(a, CALLS);
            System.out.println(pages());
        }

        private static void calls(double[] a, int times) {
            for (int i = 0; i < times; i++) {
                SymmetricEigen.values(a, ORDER);
                SingularValues.of(a, ORDER, ORDER);
                Products.multiply(FACTOR, FACTOR, LARGE, LARGE, LARGE);
            }
        }

        private static String pages() throws IOException {
            return Files.readString(RESIDENT).split(" ")[1];
        }
    }

    @Test
    @Tag("slow")
    void tenThousandCallsLeaveNothingBehind() throws Exception {
        assumeTrue(Files.exists(RESIDENT));
        List<String> pages =
                ChildJvm.with("-Xms64m", "-Xmx64m", "-XX:+AlwaysPreTouch").run(Calls.class);
        long grown = 4096 * (Long.parseLong(pages.get(1)) - Long.parseLong(pages.get(0)));
        // One matrix for each call would be 200 MB; the compiler takes some for itself.
        assertThat(grown).isLessThan(CALLS * 8L * ORDER * ORDER / 4);
    }
}
