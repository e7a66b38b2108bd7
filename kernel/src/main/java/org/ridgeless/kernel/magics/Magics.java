package org.ridgeless.kernel.magics;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ridgeless.kernel.assist.CellPreprocessor;
import org.ridgeless.kernel.assist.Completions;
import org.ridgeless.kernel.assist.Inspection;
import org.ridgeless.kernel.extension.KernelSession;

/**
 * Turns the magics of a cell into Java calls on the same lines, so that they run in their turn and errors keep their line
 * numbers. One instance belongs to one shell.
 */
public final class Magics implements CellPreprocessor {
    // A call in a cell knows its session, and the session does not know its preprocessors.
    private static final Map<KernelSession, Magics> OF_SESSION = Collections.synchronizedMap(new WeakHashMap<>());

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\{([A-Za-z_]\\w*)}");

    private final MagicTable table = new MagicTable();
    private final Programs programs = new Programs();
    private final Stopwatch stopwatch = new Stopwatch();
    private final MagicSyntax syntax = new MagicSyntax(table, programs);
    private final MagicAssistance assistance = new MagicAssistance(table, syntax);
    private final Map<Integer, String> bodies = new ConcurrentHashMap<>();
    private final AtomicInteger bodyCount = new AtomicInteger();
    private final List<String> startup;

    /** @param startup scripts to evaluate before the first cell */
    Magics(List<String> startup) {
        this.startup = List.copyOf(startup);
        FileMagics.all(this).forEach(table::add);
        EnvironmentMagics.all(programs).forEach(table::add);
        Dependencies dependencies = new Dependencies();
        MavenMagics maven = new MavenMagics(dependencies);
        maven.all().forEach(table::add);
        new OtherKernelsMagics(dependencies, maven).all().forEach(table::add);
        new ClasspathMagics(dependencies).all().forEach(table::add);
        ScriptMagics.all(programs).forEach(table::add);
        MarkupMagics.all().forEach(table::add);
        WorkspaceMagics.all().forEach(table::add);
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
            RegisteredMagic.publish(table.all(), session);
            startup.forEach(script -> evaluateAtStart(script, session));
        }
        RegisteredMagic.in(session).forEach(table::add);
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

    Object run(MagicCall written, KernelSession session) throws Exception {
        MagicCall call = new MagicCall(written.name(), withValues(written.line(), session), written.body());
        // A cell may use what it has registered itself.
        RegisteredMagic.in(session).forEach(table::add);
        return table.find(call.name(), call.body() != null).run(call, session);
    }

    Object runWithStoredBody(String name, String line, int body, KernelSession session) throws Exception {
        return run(new MagicCall(name, line, bodies.getOrDefault(body, "")), session);
    }

    /** A line in which {@code {name}} is the value of the variable of that name. */
    private static String withValues(String line, KernelSession session) {
        if (line.indexOf('{') < 0) {
            return line;
        }
        return VARIABLE.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(
                        session.hasVariable(found.group(1))
                                ? String.valueOf(session.eval(found.group(1)))
                                : found.group()));
    }

    void runCommand(String command, KernelSession session) throws Exception {
        int status = programs.run(withValues(command, session));
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
            if (call.name().equals("timeit")) {
                String setup =
                        call.line().isEmpty() ? "" : call.line() + (call.line().endsWith(";") ? " " : "; ");
                return setup + FUNCTIONS + "timeIt(() -> {\n" + syntax.translateLines(call.body(), this) + "\n});";
            }
            // The text may be longer than a Java constant can be.
            int key = bodyCount.incrementAndGet();
            bodies.put(key, call.body());
            return FUNCTIONS + "storedCellMagic(" + quoted(call.name()) + ", " + quoted(call.line()) + ", " + key
                    + ");";
        }

        @Override
        public String line(MagicCall call) {
            if (call.name().equals("time") && !call.line().isBlank()) {
                return timed(call.line().strip());
            }
            if (call.name().equals("timeit") && !call.line().isBlank()) {
                return repeated(call.line().strip());
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

        private String repeated(String line) {
            String code = line.endsWith(";") ? line.substring(0, line.length() - 1) : line;
            boolean statement = STATEMENT.matcher(code).lookingAt()
                    || DECLARATION.matcher(code).lookingAt()
                    || code.contains(";");
            return FUNCTIONS + (statement ? "timeIt(() -> { " + code + "; })" : "timeIt(() -> " + code + ")");
        }

        @Override
        public String question(String name, boolean full) {
            return FUNCTIONS + "question(" + quoted(name) + ", " + full + ")";
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
