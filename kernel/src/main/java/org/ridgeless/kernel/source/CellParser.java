package org.ridgeless.kernel.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * Finds the statements and declarations of a cell with javac's own parser. JShell would tell where the first one ends by a grammar
 * of its own, which takes some code for finished where it is not (JDK-8276149), and what follows would be lost.
 */
public final class CellParser {

    private static final Pattern RETURN = Pattern.compile("return\\b");

    /** Where code may stand, and the trees that it makes there. */
    private enum Frame {
        METHOD("class $ {{ ", "\n}}", unit -> ((BlockTree) members(unit).get(0)).getStatements()),
        CLASS("class $ { ", "\n}", Frame::members),
        /** As a statement, {@code a < b} begins like the name of a type. */
        EXPRESSION("class $ {{ $ = ", "\n}}", METHOD.trees),
        FILE("", "\n", CompilationUnitTree::getImports);

        private final String before;
        private final String after;
        private final Function<CompilationUnitTree, List<? extends Tree>> trees;

        Frame(String before, String after, Function<CompilationUnitTree, List<? extends Tree>> trees) {
            this.before = before;
            this.after = after;
            this.trees = trees;
        }

        /** Since Java 25, what follows the class may put the whole into an implicit one (JEP 512). */
        private static List<? extends Tree> members(CompilationUnitTree unit) {
            List<? extends Tree> members = ((ClassTree) unit.getTypeDecls().get(0)).getMembers();
            boolean isImplicit = !members.isEmpty()
                    && members.get(0) instanceof ClassTree inner
                    && inner.getSimpleName().contentEquals("$");
            return isImplicit ? ((ClassTree) members.get(0)).getMembers() : members;
        }
    }

    /**
     * A statement or declaration.
     *
     * @param begin where it begins, with the comments before it
     * @param end where it ends, with its semicolon
     * @param gaps where semicolons are missing at the ends of lines
     * @param isDefinition whether it defines something and runs nothing
     */
    public record Piece(int begin, int end, List<Integer> gaps, boolean isDefinition) {}

    /**
     * What is wrong at a place of the code.
     *
     * @param isGap whether something is missing behind what stands before the place
     */
    public record Fault(int position, String message, boolean isGap) {}

    /**
     * The pieces that some code begins with.
     *
     * @param fault what is wrong behind them, if they are not all of it
     */
    public record Reading(List<Piece> pieces, Optional<Fault> fault) {

        public int end() {
            return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).end();
        }
    }

    private final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    private final JavaFileManager files = new WithoutPlugins(compiler.getStandardFileManager(null, null, null));
    private final List<String> options = new ArrayList<>(List.of("-proc:none", "-Xlint:none"));

    /** @param options those of the compiler that say which language it reads */
    public CellParser(List<String> options) {
        this.options.addAll(options);
    }

    /**
     * The declaration of a type at the top of some code.
     *
     * @param shift what to add to a position of the tree
     */
    public record TypeTree(ClassTree tree, SourcePositions positions, CompilationUnitTree unit, int shift) {

        /** Where a tree begins, or a negative number if it does not stand in the code. */
        public int begin(Tree part) {
            long position = positions.getStartPosition(unit, part);
            return position < 0 ? -1 : (int) position + shift;
        }

        /** Where the braces around its members open. */
        public int brace(String code) {
            int from = begin(tree);
            for (Tree part : tree.getImplementsClause()) {
                from = Math.max(from, (int) positions.getEndPosition(unit, part) + shift);
            }
            return code.indexOf('{', from);
        }
    }

    /** The types that some code declares at its top, as far as it can be read. */
    public List<TypeTree> types(String code) {
        List<TypeTree> types = new ArrayList<>();
        for (Piece piece : read(code).pieces()) {
            if (piece.isDefinition()) {
                Parsed parsed =
                        parse(Frame.CLASS.before + code.substring(piece.begin(), piece.end()) + Frame.CLASS.after);
                for (Tree tree : Frame.members(parsed.unit())) {
                    if (tree instanceof ClassTree type) {
                        int shift = piece.begin() - Frame.CLASS.before.length();
                        types.add(new TypeTree(type, parsed.positions(), parsed.unit(), shift));
                    }
                }
            }
        }
        return types;
    }

    /** The types, methods and variables that one piece declares. */
    public List<? extends Tree> declarations(String piece) {
        return Frame.members(
                parse(Frame.CLASS.before + piece + Frame.CLASS.after).unit());
    }

    /** The trees of one piece, with the places where they begin in it. */
    record Piecewise(List<? extends Tree> trees, CompilationUnitTree unit, SourcePositions positions, int shift) {

        public int begin(Tree tree) {
            return (int) positions.getStartPosition(unit, tree) + shift;
        }
    }

    Piecewise trees(String piece, boolean isDefinition) {
        Frame frame = isDefinition ? Frame.CLASS : Frame.METHOD;
        Parsed parsed = parse(frame.before + piece + frame.after);
        return new Piecewise(
                frame.trees.apply(parsed.unit()), parsed.unit(), parsed.positions(), -frame.before.length());
    }

    public Reading read(String code) {
        List<Piece> pieces = new ArrayList<>();
        Optional<Fault> fault = Optional.empty();
        int end = 0;
        while (fault.isEmpty() && CellSplitter.beginOfCode(code, end) < code.length()) {
            Reading next = step(code, end);
            pieces.addAll(next.pieces());
            if (next.pieces().isEmpty()) {
                int begin = CellSplitter.beginOfCode(code, end);
                fault = next.fault().or(() -> Optional.of(new Fault(begin, "illegal start of expression", false)));
            } else {
                end = next.end();
            }
        }
        return new Reading(List.copyOf(pieces), fault);
    }

    /** The pieces that one frame takes. */
    private Reading step(String code, int from) {
        int begin = CellSplitter.beginOfCode(code, from);
        if (isReturn(code.substring(begin))) {
            return new Reading(
                    List.of(),
                    Optional.of(new Fault(
                            begin, "return outside of a method; the value of a cell is its last expression", false)));
        }
        boolean isImport = code.startsWith("import", CellSplitter.beginOfCode(code, from));
        Reading first = read(isImport ? Frame.FILE : Frame.METHOD, code, from);
        if (!first.pieces().isEmpty() || isImport) {
            return first;
        }
        Reading second = read(Frame.CLASS, code, from);
        if (!second.pieces().isEmpty()) {
            return second;
        }
        Reading third = read(Frame.EXPRESSION, code, from);
        if (!third.pieces().isEmpty()) {
            return new Reading(third.pieces().subList(0, 1), Optional.empty());
        }
        // The frame that gets further knows better what is wrong.
        return position(second) <= position(first) ? first : second;
    }

    /** Whether code that begins with neither white space nor a comment is a return statement, which no cell may have. */
    public static boolean isReturn(String code) {
        return RETURN.matcher(code).lookingAt();
    }

    private static int position(Reading reading) {
        return reading.fault().map(Fault::position).orElse(-1);
    }

    private Reading read(Frame frame, String code, int from) {
        String text = frame.before + code.substring(from) + frame.after;
        Parsed parsed = parse(text);
        Extents extents = new Extents(frame, parsed.positions(), parsed.unit(), code, from - frame.before.length());
        Complaints complaints = Complaints.of(parsed.diagnostics(), text, from - frame.before.length())
                .and(LongStrings.first(parsed.unit(), extents::begin));
        return new Reading(
                pieces(frame.trees.apply(parsed.unit()), extents, complaints, code, from), complaints.fault());
    }

    private record Parsed(
            CompilationUnitTree unit, SourcePositions positions, DiagnosticCollector<JavaFileObject> diagnostics) {}

    private Parsed parse(String text) {
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavacTask task = (JavacTask)
                compiler.getTask(Writer.nullWriter(), files, diagnostics, options, null, List.of(new Source(text)));
        try {
            CompilationUnitTree unit = task.parse().iterator().next();
            return new Parsed(unit, Trees.instance(task).getSourcePositions(), diagnostics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException e) {
            if (e.getCause() instanceof StackOverflowError tooDeep) {
                throw tooDeep;
            }
            throw e;
        }
    }

    private static List<Piece> pieces(
            List<? extends Tree> trees, Extents extents, Complaints complaints, String code, int from) {
        List<Piece> pieces = new ArrayList<>();
        int end = from;
        for (int i = 0; i < trees.size(); ) {
            Tree tree = trees.get(i);
            int begin = extents.begin(tree);
            int last = end;
            // The variables of one declaration are trees that begin at the same type.
            for (; i < trees.size() && extents.begin(trees.get(i)) == begin; i++) {
                last = complaints.withoutGap(code, Math.max(last, extents.end(trees.get(i))));
            }
            if (tree instanceof ReturnTree) {
                break;
            }
            boolean isNext = CellSplitter.beginOfCode(code, end) == begin && begin < last && last <= code.length();
            if (!isNext || !complaints.areForgiven(code, last)) {
                break;
            }
            pieces.add(new Piece(end, last, complaints.gaps(end, last), isDefinition(tree)));
            end = last;
        }
        return pieces;
    }

    private static boolean isDefinition(Tree tree) {
        return tree instanceof ClassTree || tree instanceof MethodTree || tree instanceof ImportTree;
    }

    private record Extents(Frame frame, SourcePositions positions, CompilationUnitTree unit, String code, int shift) {

        public int begin(Tree tree) {
            if (frame == Frame.EXPRESSION
                    && tree instanceof ExpressionStatementTree statement
                    && statement.getExpression() instanceof AssignmentTree assignment
                    && positions.getStartPosition(unit, tree) < frame.before.length()) {
                return begin(assignment.getExpression());
            }
            return (int) positions.getStartPosition(unit, tree) + shift;
        }

        /** The parser takes for granted that an expression is followed by a semicolon, whatever it is followed by. */
        public int end(Tree tree) {
            if (tree instanceof ExpressionStatementTree statement) {
                int end = (int) positions.getEndPosition(unit, statement.getExpression()) + shift;
                int next = CellSplitter.beginOfCode(code, end);
                return next < code.length() && code.charAt(next) == ';' ? next + 1 : end;
            }
            return (int) positions.getEndPosition(unit, tree) + shift;
        }
    }

    /** What the parser has against the code, apart from missing semicolons and bare expressions, which cells may have. */
    private record Complaints(List<Integer> semicolons, Optional<Fault> fault) {

        static Complaints of(DiagnosticCollector<JavaFileObject> diagnostics, String text, int shift) {
            List<Integer> semicolons = new ArrayList<>();
            Optional<Fault> fault = Optional.empty();
            for (Diagnostic<?> one : diagnostics.getDiagnostics()) {
                int position = (int) one.getPosition();
                if (one.getKind() != Diagnostic.Kind.ERROR || one.getCode().equals("compiler.err.not.stmt")) {
                    continue;
                }
                if (isSemicolonMissing(one) && MissingSemicolons.isLineEnd(text, position)) {
                    semicolons.add(position + shift);
                } else if (fault.isEmpty() || position + shift < fault.get().position()) {
                    fault = Optional.of(
                            new Fault(position + shift, one.getMessage(Locale.ENGLISH), isExpectation(one)));
                }
            }
            return new Complaints(semicolons, fault);
        }

        Complaints and(Optional<Fault> other) {
            boolean isFirst = other.isPresent()
                    && fault.map(Fault::position).orElse(Integer.MAX_VALUE)
                            > other.get().position();
            return isFirst ? new Complaints(semicolons, other) : this;
        }

        private static boolean isSemicolonMissing(Diagnostic<?> diagnostic) {
            return isExpectation(diagnostic)
                    && diagnostic.getMessage(Locale.ENGLISH).contains("';'");
        }

        private static boolean isExpectation(Diagnostic<?> diagnostic) {
            return diagnostic.getCode().startsWith("compiler.err.expected");
        }

        /** Whether nothing is wrong up to the end of a tree, which has come to its own end there. */
        boolean areForgiven(String code, int end) {
            char last = code.charAt(end - 1);
            boolean isFinished = last == ';' || last == '}' || semicolons.contains(end);
            return isFinished && fault.map(found -> isBehind(found, end, last)).orElse(true);
        }

        private static boolean isBehind(Fault fault, int end, char last) {
            return fault.position() > end || fault.position() == end && (last == ';' || !fault.isGap());
        }

        /** The parser lets a tree whose semicolon is missing end where the next one begins. */
        int withoutGap(String code, int end) {
            return semicolons.stream()
                    .filter(gap -> gap < end && CellSplitter.beginOfCode(code, gap) >= Math.min(end, code.length()))
                    .findFirst()
                    .orElse(end);
        }

        List<Integer> gaps(int begin, int end) {
            return semicolons.stream()
                    .filter(gap -> gap > begin && gap <= end)
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static final class WithoutPlugins extends ForwardingJavaFileManager<JavaFileManager> {

        WithoutPlugins(JavaFileManager files) {
            super(files);
        }

        @Override
        public ClassLoader getClassLoader(Location location) {
            return NoPlugins.LOADER;
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Cell.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
