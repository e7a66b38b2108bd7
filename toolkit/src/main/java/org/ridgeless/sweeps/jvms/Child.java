package org.ridgeless.sweeps.jvms;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;

/** A child process as its parent sees it. Used by one thread at a time. */
final class Child {
    private static final int TAIL = 600;
    private static final int PATIENCE_SECONDS = 2;

    private final List<String> command;
    private final Recipe recipe;
    private final Process process;
    private final Path errors;
    private final DataOutputStream out;
    private final DataInputStream in;
    private final Map<CellKey, Outcome> told = new HashMap<>();

    private Child(List<String> command, Recipe recipe, Process process, Path errors) {
        this.command = command;
        this.recipe = recipe;
        this.process = process;
        this.errors = errors;
        this.out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        this.in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /**
     * Starts a process and has it make the study.
     *
     * @throws IOException if the process ends at once
     * @throws IllegalStateException if it cannot make the study
     */
    static Child start(List<String> command, Recipe recipe) throws IOException {
        Path errors = Files.createTempFile("cells-", ".err");
        Process process =
                new ProcessBuilder(command).redirectError(errors.toFile()).start();
        Child child = new Child(command, recipe, process, errors);
        try {
            child.out.writeByte(Wire.RECIPE);
            Wire.write(child.out, recipe);
            child.out.flush();
            child.require(Wire.READY);
            return child;
        } catch (IOException e) {
            throw new IOException(child.death(), e);
        } catch (RuntimeException e) {
            child.kill();
            throw e;
        }
    }

    /** Has a cell computed; an exception of input and output means that the process is dead. */
    Outcome compute(int number, CellKey key, Map<CellKey, Outcome> earlier, ClassLoader loader) throws IOException {
        for (Map.Entry<CellKey, Outcome> known : earlier.entrySet()) {
            // A later run may have another outcome of the same cell, which failed before.
            if (!known.getValue().equals(told.put(known.getKey(), known.getValue()))) {
                out.writeByte(Wire.KNOWN);
                Wire.write(out, known.getKey());
                Wire.write(out, known.getValue().bytes());
            }
        }
        out.writeByte(Wire.CELL);
        out.writeInt(number);
        Wire.write(out, key);
        out.flush();
        require(Wire.OUTCOME);
        if (in.readInt() != number) {
            throw new IOException("the answer is to another question");
        }
        return Outcome.read(Wire.readBytes(in), loader);
    }

    /** Whether it lives and has made that study in that way. */
    boolean serves(List<String> wantedCommand, Recipe wanted) {
        return process.isAlive() && command.equals(wantedCommand) && recipe.equals(wanted);
    }

    /** Ends the process and says how it ended, with the end of what it wrote. */
    String death() {
        int status = ended();
        String said = "";
        try {
            said = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            said = "what it wrote is lost, " + e.getMessage();
        }
        kill();
        said = said.length() > TAIL ? "…" + said.substring(said.length() - TAIL) : said;
        return "exit status " + status + (said.isEmpty() ? "" : ": " + said);
    }

    /** The exit status of a process that is ending, or is ended if it does not. */
    private int ended() {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
        return process.onExit().join().exitValue();
    }

    /** Ends the process. */
    void kill() {
        process.destroyForcibly();
        // On the systems that have open files without names; elsewhere it is left to the folder of temporary files.
        errors.toFile().delete();
    }

    private void require(byte kind) throws IOException {
        byte answer = in.readByte();
        if (answer == Wire.REFUSED) {
            throw new IllegalStateException("a child process: " + Wire.readText(in));
        }
        if (answer != kind) {
            throw new IOException("an answer begins with " + answer);
        }
    }
}
