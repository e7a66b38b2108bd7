package org.ridgeless.sweeps.jvms;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;
import org.ridgeless.sweeps.cells.Workshop;

/** The child's side: computes the cells that it is asked for, one after the other, until the parent is gone. */
final class ChildMain {
    private static final int LOST_PARENT = 3;

    private final DataInputStream in;
    private final DataOutputStream out;
    private final ClassLoader loader = ChildMain.class.getClassLoader();
    private final BlockingQueue<Order> orders = new LinkedBlockingQueue<>();
    private Workshop shop;

    private ChildMain(DataInputStream in, DataOutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** Something to do for the thread that computes. */
    private interface Order {
        void carryOut() throws IOException;
    }

    /** @param arguments none */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream answers = System.out;
        DataInputStream orders = new DataInputStream(new BufferedInputStream(System.in));
        // A cell that reads gets nothing, and takes no orders away.
        System.setIn(InputStream.nullInputStream());
        // What cells print must not come between the answers.
        System.setOut(System.err);
        ChildMain child = new ChildMain(orders, new DataOutputStream(new BufferedOutputStream(answers)));
        Thread reading = new Thread(child::read, "orders");
        reading.setDaemon(true);
        reading.start();
        while (true) {
            child.orders.take().carryOut();
        }
    }

    /** A child whose parent is gone ends at once, in the middle of a cell, too. */
    private void read() {
        try {
            while (true) {
                orders.add(order(in.readByte()));
            }
        } catch (IOException e) {
            Runtime.getRuntime().halt(LOST_PARENT);
        }
    }

    private Order order(byte kind) throws IOException {
        switch (kind) {
            case Wire.RECIPE:
                Recipe recipe = Wire.readRecipe(in);
                return () -> make(recipe);
            case Wire.KNOWN:
                CellKey known = Wire.readKey(in);
                byte[] outcome = Wire.readBytes(in);
                return () -> shop.learn(Map.of(known, Outcome.read(outcome, loader)));
            case Wire.CELL:
                int number = in.readInt();
                CellKey key = Wire.readKey(in);
                return () -> compute(number, key);
            default:
                throw new IOException("an order begins with " + kind);
        }
    }

    private void make(Recipe recipe) throws IOException {
        try {
            recipe.open(loader);
            shop = Workshop.of(recipe, loader);
            out.writeByte(Wire.READY);
            out.flush();
        } catch (RuntimeException | LinkageError e) {
            refuse(e);
        }
    }

    private void compute(int number, CellKey key) throws IOException {
        try {
            byte[] bytes = shop.compute(key).bytes();
            // A cell that has interrupted its thread does not end the child.
            Thread.interrupted();
            out.writeByte(Wire.OUTCOME);
            out.writeInt(number);
            Wire.write(out, bytes);
            out.flush();
        } catch (RuntimeException | LinkageError e) {
            refuse(e);
        }
    }

    private void refuse(Throwable e) throws IOException {
        out.writeByte(Wire.REFUSED);
        Wire.write(out, e.getMessage() == null ? e.toString() : e.getMessage());
        out.flush();
    }
}
