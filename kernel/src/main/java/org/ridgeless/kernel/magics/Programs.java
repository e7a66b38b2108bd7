package org.ridgeless.kernel.magics;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Runs commands of the operating system for a cell, with what {@code %env} has set. */
final class Programs {
    private static final boolean WINDOWS = File.separatorChar == '\\';
    private static final Pattern FIRST_WORD = Pattern.compile("[^\\s|&;<>()]+");

    private final Map<String, String> variables = new ConcurrentHashMap<>();

    /** What is set for commands besides the environment of the process. */
    Map<String, String> variables() {
        return variables;
    }

    /**
     * Whether a line behind an exclamation mark is a command and not the negation of a Java expression: its first word is
     * a program that can be found, or a path.
     */
    boolean isCommand(String line) {
        var word = FIRST_WORD.matcher(line);
        if (!word.lookingAt()) {
            return false;
        }
        String program = word.group();
        if (line.startsWith("(", program.length()) || line.startsWith(";", program.length())) {
            return false;
        }
        return program.contains("/") || program.matches("cd|export|echo|set|dir|type") || onPath(program);
    }

    private static boolean onPath(String program) {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            Path file = Path.of(folder.isEmpty() ? "." : folder);
            if (Files.isExecutable(file.resolve(program))
                    || WINDOWS && Files.isExecutable(file.resolve(program + ".exe"))) {
                return true;
            }
        }
        return false;
    }

    /** Runs the command in a shell, its output going to the cell as it comes; returns the exit status. */
    int run(String command) throws IOException, InterruptedException {
        return run(WINDOWS ? List.of("cmd", "/c", command) : List.of("/bin/sh", "-c", command));
    }

    /** Whether a program can be found. */
    boolean isThere(String program) {
        return onPath(program);
    }

    /** Runs a program, its output going to the cell as it comes; returns the exit status. */
    int run(List<String> line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).redirectInput(ProcessBuilder.Redirect.from(nothing()));
        builder.environment().putAll(variables);
        Process process = builder.start();
        Thread errors = new Thread(() -> copy(process.getErrorStream(), System.err), "command-errors");
        errors.start();
        try {
            Thread output = new Thread(() -> copy(process.getInputStream(), System.out), "command-output");
            output.start();
            int status = process.waitFor();
            output.join();
            errors.join();
            return status;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static File nothing() {
        return new File(WINDOWS ? "NUL" : "/dev/null");
    }

    private static void copy(InputStream from, PrintStream to) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(from, Charset.defaultCharset()))) {
            char[] buffer = new char[8192];
            int count = reader.read(buffer);
            while (count >= 0) {
                to.print(new String(buffer, 0, count));
                to.flush();
                count = reader.read(buffer);
            }
        } catch (IOException e) {
            // The command was stopped, and its stream closed with it.
            to.flush();
        }
    }
}
