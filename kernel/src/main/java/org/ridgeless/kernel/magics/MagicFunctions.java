package org.ridgeless.kernel.magics;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.kernel.shell.CurrentSession;

/** What magics become in a cell; {@code lineMagic} and {@code cellMagic} have the signatures that IJava gave them. */
public final class MagicFunctions {
    private MagicFunctions() {}

    /** Calls a line magic by its name. */
    public static <T> T lineMagic(String name, List<String> arguments) throws Exception {
        return run(new MagicCall(name, joined(arguments), null));
    }

    /** Calls a cell magic by its name. */
    public static <T> T cellMagic(String name, List<String> arguments, String body) throws Exception {
        return run(new MagicCall(name, joined(arguments), body));
    }

    /** Calls a line magic with the text behind its name. */
    public static <T> T lineMagicText(String name, String line) throws Exception {
        return run(new MagicCall(name, line, null));
    }

    /** Calls a line magic for what it does; its value is not shown. */
    public static void runLineMagic(String name, String line) throws Exception {
        run(new MagicCall(name, line, null));
    }

    /** Calls a cell magic whose text was put aside. */
    public static void storedCellMagic(String name, String line, int body) throws Exception {
        KernelSession session = CurrentSession.get();
        Magics.of(session).runWithStoredBody(name, line, body, session);
    }

    /** Runs a command of the operating system. */
    public static void command(String command) throws Exception {
        KernelSession session = CurrentSession.get();
        Magics.of(session).runCommand(command, session);
    }

    /** What may be timed without a value. */
    public interface Action {
        void run() throws Exception;
    }

    /** The value of an expression, telling how long it took. */
    public static <T> T time(Callable<T> expression) throws Exception {
        startTiming();
        try {
            return expression.call();
        } finally {
            stopTiming();
        }
    }

    /** Runs a statement and tells how long it took. */
    public static void time(Action statement) throws Exception {
        startTiming();
        try {
            statement.run();
        } finally {
            stopTiming();
        }
    }

    /** Tells how long an expression takes on average, of many runs. */
    public static <T> void timeIt(Callable<T> expression) throws Exception {
        Repetition.time(expression);
    }

    /** Tells how long a statement takes on average, of many runs. */
    public static void timeIt(Action statement) throws Exception {
        Repetition.time(() -> {
            statement.run();
            return null;
        });
    }

    /** Prints what is known about a name. */
    public static void question(String name, boolean full) {
        System.out.println(CurrentSession.get()
                .documentation(name, full)
                .orElseThrow(() -> new IllegalArgumentException("nothing is known about " + name)));
    }

    /** Starts to measure the time of what follows. */
    public static void startTiming() {
        Magics.of(CurrentSession.get()).stopwatch().start();
    }

    /** Tells the time since {@link #startTiming}. */
    public static void stopTiming() {
        Magics.of(CurrentSession.get()).stopwatch().report();
    }

    // The type is the caller's promise about what the magic returns, as in IJava.
    @SuppressWarnings("unchecked")
    private static <T> T run(MagicCall call) throws Exception {
        KernelSession session = CurrentSession.get();
        return (T) Magics.of(session).run(call, session);
    }

    private static String joined(List<String> arguments) {
        return arguments.stream().map(MagicFunctions::quoted).collect(Collectors.joining(" "));
    }

    /** Plain words stay as they are: some magics read their line as a whole. */
    private static String quoted(String argument) {
        return !argument.isEmpty()
                        && argument.chars().noneMatch(c -> Character.isWhitespace(c) || "\"'\\".indexOf(c) >= 0)
                ? argument
                : '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
