package org.ridgeless.kernel.magics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.kernel.shell.CellPreprocessor;
import org.ridgeless.kernel.shell.Completions;
import org.ridgeless.kernel.shell.Inspection;

/**
 * Turns the magics of a cell into Java calls on the same lines, so that they run in their turn and errors keep their line
 * numbers. One instance belongs to one shell.
 */
public final class Magics implements CellPreprocessor {
    // A call in a cell knows its session, and the session does not know its preprocessors.
    private static final Map<KernelSession, Magics> OF_SESSION = Collections.synchronizedMap(new WeakHashMap<>());

    private final MagicTable table = new MagicTable();
    private final Programs programs = new Programs();
    private final Stopwatch stopwatch = new Stopwatch();
    private final MagicSyntax syntax = new MagicSyntax(table, programs);
    private final MagicAssistance assistance = new MagicAssistance(table, syntax);
    private final Map<Integer, String> bodies = new ConcurrentHashMap<>();
    private final AtomicInteger bodyCount = new AtomicInteger();
    private Set<String> own = Set.of();
    private final List<String> startup;

    /** @param startup scripts to evaluate before the first cell */
    Magics(List<String> startup) {
        this.startup = List.copyOf(startup);
        ClasspathMagics.all().forEach(table::add);
        FileMagics.all(this).forEach(table::add);
        EnvironmentMagics.all(programs).forEach(table::add);
        new MavenMagics().all().forEach(table::add);
        HelpMagics.all(table).forEach(table::add);
        table.add(ImportMagic.make());
        stopwatch.magics().forEach(table::add);
        ServiceLoader.load(Magic.class, Magic.class.getClassLoader()).forEach(table::add);
    }

    /** The magics of a session in which at least one cell was evaluated. */
    static Magics of(KernelSession session) {
        Magics magics = OF_SESSION.get(session);
        if (magics == null) {
            throw new IllegalStateException("this session was started without magics");
        }
        return magics;
    }

    @Override
    public String process(String code, KernelSession session) {
        if (OF_SESSION.putIfAbsent(session, this) == null) {
            session.onCellEnd(stopwatch::report);
            own = RegisteredMagic.publish(table.all(), session);
            startup.forEach(script -> evaluateAtStart(script, session));
        }
        RegisteredMagic.in(session, own).forEach(table::add);
        return syntax.translate(code, new Translator(session));
    }

    private void evaluateAtStart(String script, KernelSession session) {
        try {
            session.eval(process(script, session));
        } catch (IllegalArgumentException e) {
            System.err.println("in a startup script: " + e.getMessage());
        }
    }

    @Override
    public String mask(String code) {
        return assistance.mask(code);
    }

    @Override
    public Optional<Completions> complete(String code, int cursor, KernelSession session) {
        return assistance.complete(code, cursor);
    }

    @Override
    public Optional<Inspection> inspect(String code, int cursor, KernelSession session) {
        return assistance.inspect(code, cursor);
    }

    @Override
    public List<String> imports() {
        return List.of("import static " + MagicFunctions.class.getName() + ".*;");
    }

    Object run(MagicCall call, KernelSession session) throws Exception {
        // A cell may use what it has registered itself.
        RegisteredMagic.in(session, own).forEach(table::add);
        return table.find(call.name(), call.body() != null).run(call, session);
    }

    Object runWithStoredBody(String name, String line, int body, KernelSession session) throws Exception {
        return run(new MagicCall(name, line, bodies.getOrDefault(body, "")), session);
    }

    void runCommand(String command) throws Exception {
        int status = programs.run(command);
        if (status != 0) {
            System.err.println("exit status " + status);
        }
    }

    Stopwatch stopwatch() {
        return stopwatch;
    }

    /** The calls of {@link MagicFunctions}. */
    private final class Translator implements MagicSyntax.Translation {
        private static final String FUNCTIONS = "org.ridgeless.kernel.magics.MagicFunctions.";
        private static final Pattern STATEMENT =
                Pattern.compile("(for|while|do|if|switch|try|throw|synchronized)\\b|\\{");
        private static final Pattern DECLARATION =
                Pattern.compile("(final\\s+)?[\\w.]+(<.*?>)?(\\[\\])*\\s+\\w+\\s*(=|$)");

        private final KernelSession session;

        Translator(KernelSession session) {
            this.session = session;
        }

        @Override
        public boolean isVariable(String name) {
            return session.hasVariable(name);
        }

        @Override
        public String cell(MagicCall call) {
            if (call.name().equals("time")) {
                String rest = call.line().isEmpty() ? "" : " " + call.line();
                return FUNCTIONS + "startTiming();" + rest + "\n" + syntax.translateLines(call.body(), this);
            }
            // The text may be longer than a Java constant can be.
            int key = bodyCount.incrementAndGet();
            bodies.put(key, call.body());
            return FUNCTIONS + "storedCellMagic(" + quoted(call.name()) + ", " + quoted(call.line()) + ", " + key
                    + ");";
        }

        @Override
        public String line(MagicCall call) {
            if (call.name().equals("time")) {
                return timed(call.line().strip());
            }
            return FUNCTIONS + "runLineMagic(" + quoted(call.name()) + ", " + quoted(call.line()) + ")";
        }

        /** A declaration must stand at top level; all else is timed as a whole, apart from its compilation. */
        private String timed(String line) {
            String code = line.endsWith(";") ? line.substring(0, line.length() - 1) : line;
            if (STATEMENT.matcher(code).lookingAt()) {
                return FUNCTIONS + "time(() -> { " + line + " })";
            }
            if (!DECLARATION.matcher(code).lookingAt()) {
                return FUNCTIONS + "time(() -> " + code + ")";
            }
            return FUNCTIONS + "startTiming(); " + code + "; " + FUNCTIONS + "stopTiming()";
        }

        @Override
        public String value(MagicCall call) {
            return FUNCTIONS + "lineMagicText(" + quoted(call.name()) + ", " + quoted(call.line()) + ")";
        }

        @Override
        public String command(String command) {
            return FUNCTIONS + "command(" + quoted(command) + ")";
        }

        private static String quoted(String text) {
            return '"'
                    + text.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\t", "\\t")
                            .replace("\r", "")
                    + '"';
        }
    }
}
