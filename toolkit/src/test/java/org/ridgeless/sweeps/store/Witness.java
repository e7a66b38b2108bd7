package org.ridgeless.sweeps.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ridgeless.sweeps.Grid;
import org.ridgeless.sweeps.Sweep;

/** A sweep whose cells say in a file that they begin; run as a program in a process that can be killed. */
final class Witness {
    private Witness() {}

    static Sweep sweep(int places, Path begun) {
        return Sweep.over("n", Grid.ints(1, places, 1))
                .repeat(2)
                .seed(5)
                .threads(2)
                .measures(
                        cell -> {
                            append(begun, "sweep [n = " + cell.integer("n") + "] #" + cell.trial() + "\n");
                            double sum = 0;
                            var stream = cell.seeds().stream();
                            for (int i = 0; i < 20_000; i++) {
                                sum += stream.nextDouble();
                            }
                            return new double[] {sum, cell.integer("n")};
                        },
                        "sum",
                        "n again");
    }

    static List<String> begun(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** One system call, which a killed process has made or not. */
    private static void append(Path file, String line) throws IOException {
        try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** @param arguments the folder of the store, the file of the witness, the number of places */
    public static void main(String[] arguments) {
        Sweep sweep = sweep(Integer.parseInt(arguments[2]), Path.of(arguments[1]));
        System.out.println(sweep.store(arguments[0]).run().rows());
    }
}
