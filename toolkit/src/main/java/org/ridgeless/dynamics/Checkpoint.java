package org.ridgeless.dynamics;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that the rest of a run depends on: parameters, the memory of the optimizer or integrator, the state of the random
 * streams. A descent with the same settings that is resumed from it goes on bit for bit as if it had never ended; so does a flow
 * whose run was cut short ({@link GradientFlow#resume}).
 *
 * {@snippet file="DynamicsTest.java" region="checkpoint"}
 */
public final class Checkpoint {
    private static final String MAGIC = "ridgeless checkpoint 2";
    /** How files began that say nothing of the problem. */
    private static final String FIRST_MAGIC = "ridgeless checkpoint 1";

    private final String method;
    private final Map<String, String> problem;
    private final int step;
    private final double[] parameters;
    private final byte[] memory;

    private Checkpoint(String method, Map<String, String> problem, int step, double[] parameters, byte[] memory) {
        this.method = method;
        this.problem = problem;
        this.step = step;
        this.parameters = parameters;
        this.memory = memory;
    }

    static Checkpoint of(String method, Map<String, String> problem, int step, double[] parameters, Memory memory) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            memory.save(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checkpoint(method, problem, step, parameters.clone(), bytes.toByteArray());
    }

    /** The number of steps done. */
    public int step() {
        return step;
    }

    /** The parameters; a copy. */
    public double[] parameters() {
        return parameters.clone();
    }

    /** Refuses to go on by another method, with another network or on another problem. */
    void requireMethod(String expected, int parameterCount, Map<String, String> expectedProblem) {
        if (!method.equals(expected)) {
            throw new IllegalArgumentException("the checkpoint is one of " + method + "; it cannot go on as " + expected
                    + "; for a fresh start from its weights use net.withParameters(checkpoint.parameters())");
        }
        if (parameters.length != parameterCount) {
            throw new IllegalArgumentException(
                    "the checkpoint has " + parameters.length + " parameters, but the network has " + parameterCount);
        }
        problem.forEach((name, value) -> {
            String other = expectedProblem.get(name);
            if (!value.equals(other)) {
                throw new IllegalArgumentException("the checkpoint is one with " + name + " " + value
                        + "; it cannot go on with " + name + " " + other + "; for a fresh start from its weights use"
                        + " net.withParameters(checkpoint.parameters())");
            }
        });
    }

    void restore(Memory into) {
        try {
            into.load(new DataInputStream(new ByteArrayInputStream(memory)));
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint does not fit: " + e.getMessage(), e);
        }
    }

    /**
     * Writes the checkpoint to a file, in whose place an earlier one stays until the new one is complete.
     *
     * @param file path, absolute or from the working directory
     * @throws UncheckedIOException if it cannot be written, with the path and the reason
     */
    public void save(String file) {
        Path target = Path.of(file).toAbsolutePath();
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream body = new DataOutputStream(bytes);
            body.writeUTF(MAGIC);
            body.writeUTF(method);
            writeProblem(body);
            body.writeInt(step);
            body.writeInt(parameters.length);
            Saved.write(body, parameters);
            body.writeInt(memory.length);
            body.write(memory);
            // Not a channel: one closes itself when its thread is interrupted.
            try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
                out.write(bytes.toByteArray());
                out.getFD().sync();
            }
            Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint could not be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private void writeProblem(DataOutputStream out) throws IOException {
        out.writeInt(problem.size());
        for (Map.Entry<String, String> entry : problem.entrySet()) {
            out.writeUTF(entry.getKey());
            out.writeUTF(entry.getValue());
        }
    }

    /**
     * Reads a checkpoint that {@link #save} wrote.
     *
     * @param file path of a file of this or the first format
     * @return the checkpoint
     * @throws IllegalArgumentException if the file cannot be read, is not a checkpoint or is damaged, with the path and the
     *     reason
     */
    public static Checkpoint read(String file) {
        try {
            return parse(Files.readAllBytes(Path.of(file)));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("no checkpoint could be read from " + file + ": " + e.getMessage(), e);
        }
    }

    private static Checkpoint parse(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        String magic = bytes.length < MAGIC.length() ? "" : in.readUTF();
        if (!magic.equals(MAGIC) && !magic.equals(FIRST_MAGIC)) {
            throw new IllegalArgumentException("the file does not begin with \"" + MAGIC + "\"");
        }
        String method = in.readUTF();
        Map<String, String> problem = new LinkedHashMap<>();
        int said = magic.equals(MAGIC) ? bounded(in.readInt(), bytes.length) : 0;
        for (int i = 0; i < said; i++) {
            String name = in.readUTF();
            problem.put(name, in.readUTF());
        }
        int step = in.readInt();
        double[] parameters = new double[bounded(in.readInt(), bytes.length / Double.BYTES)];
        Saved.read(in, parameters);
        byte[] memory = new byte[bounded(in.readInt(), bytes.length)];
        in.readFully(memory);
        return new Checkpoint(method, problem, step, parameters, memory);
    }

    private static int bounded(int length, int largest) {
        if (length < 0 || length > largest) {
            throw new IllegalArgumentException("it is damaged: a length of " + length + " in " + largest);
        }
        return length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Checkpoint
                && ((Checkpoint) other).step == step
                && ((Checkpoint) other).method.equals(method)
                && ((Checkpoint) other).problem.equals(problem)
                && Arrays.equals(((Checkpoint) other).parameters, parameters)
                && Arrays.equals(((Checkpoint) other).memory, memory);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(parameters) + Arrays.hashCode(memory);
    }

    @Override
    public String toString() {
        return "Checkpoint of " + method + " after step " + step + ", " + parameters.length + " parameters";
    }
}
