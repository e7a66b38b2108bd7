package org.ridgeless.sweeps.jvms;

import java.nio.file.Files;
import java.nio.file.Path;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Step;
import org.ridgeless.sweeps.Sweep;
import org.ridgeless.sweeps.SweepSource;

/** A sweep with a name, some of whose cells end their process if they find a file. */
final class Digits implements SweepSource {
    /** The system property that names the file. */
    static final String DEADLY = "ridgeless.test.deadly";

    @Override
    public Sweep sweep() {
        return Sweep.over("n", Grid.ints(1, 6, 1))
                .and("rule", "plain", "double")
                .repeat(2)
                .measures(
                        cell -> {
                            if (cell.integer("n") == 3 && cell.text("rule").equals("plain")) {
                                dieIfTold(cell.trial());
                            }
                            double draw = cell.seeds().stream().nextDouble();
                            if (cell.integer("n") == 5 && cell.trial() == 1) {
                                throw new IllegalStateException("five is too much");
                            }
                            return new double[] {cell.text("rule").equals("plain") ? draw : 2 * draw, cell.integer("n")
                            };
                        },
                        "draw",
                        "n again");
    }

    /** The first repetition dies once, as by kill -9; the second always, because it wants all memory. */
    private static void dieIfTold(int trial) throws java.io.IOException {
        String deadly = System.getProperty(DEADLY, "");
        if (deadly.isEmpty()) {
            return;
        }
        if (trial == 0) {
            if (Files.deleteIfExists(Path.of(deadly))) {
                Runtime.getRuntime().halt(137);
            }
            return;
        }
        double[][] memory = new double[1 << 20][];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = new double[1 << 20];
        }
    }

    /** Cells of which only the first ever ends. */
    static final class Endless implements SweepSource {
        @Override
        public Sweep sweep() {
            return Sweep.over("n", Grid.of(1, 2, 3)).measure("n again", cell -> {
                if (cell.integer("n") > 1) {
                    new java.util.concurrent.CountDownLatch(1).await();
                }
                return cell.number("n");
            });
        }
    }

    /** Cells that read what is meant for their process, and interrupt it. */
    static final class Careless implements SweepSource {
        @Override
        public Sweep sweep() {
            return Sweep.over("n", Grid.ints(1, 6, 1)).measure("read", cell -> {
                Thread.currentThread().interrupt();
                return System.in.read();
            });
        }
    }

    /** A chain in which each cell goes on from its neighbour. */
    static final class Chain implements SweepSource {
        @Override
        public Sweep sweep() {
            return Sweep.over("load", Grid.linear(0, 1, 4))
                    .repeat(2)
                    .thereAndBack(
                            "load",
                            (cell, before) -> {
                                double now = (before == null ? 0 : (Double) before)
                                        + cell.seeds().stream().nextDouble();
                                return Step.of(now, now);
                            },
                            "sum");
        }
    }
}
