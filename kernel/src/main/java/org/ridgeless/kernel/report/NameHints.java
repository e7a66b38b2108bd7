package org.ridgeless.kernel.report;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;
import org.ridgeless.kernel.assist.ClassIndex;
import org.ridgeless.kernel.assist.DefaultImports;

/** What might be meant by a name that the compiler does not know: one to import, or a similar one. */
public final class NameHints {

    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(class|variable|method|interface)\\s+(\\w+)");
    private static final Pattern MAGIC = Pattern.compile("%[a-z]\\w*");
    private static final Pattern PACKAGE = Pattern.compile("^package (\\w+) does not exist");
    private static final Pattern KEYWORD = Pattern.compile("^\\s*(?:[a-z]+\\s+)?([a-z]+)\\s*=(?!=)");
    private static final Pattern OWN_IMPORT = Pattern.compile("^\\s*import\\s+(?:static\\s+)?(\\w+)\\.");
    private static final String IMPORT = "Is an import missing? ";
    private static final int PROPOSALS = 3;

    /** What a library has taken into itself, or keeps for itself, is not meant. */
    private static final Pattern INWARD = Pattern.compile(
            "(?:^|\\.)(?:com\\.sun|sun|jdk|(?:\\w+\\.)*(?:shade[ds]?|internals?|repackaged|relocated|third_?party|vendor(?:ed)?))\\..*");

    /** How JShell names a class that is not there. */
    private static final String CLASS = "class ";

    private final JShell jshell;
    private final ClassIndex index;
    private final ClassLoader loader;
    private final SourceCodeAnalysis analysis;
    private final DefaultImports imports;

    /** @param loader has the classes that the index knows */
    public NameHints(JShell jshell, ClassIndex index, ClassLoader loader, DefaultImports imports) {
        this.imports = imports;
        this.jshell = jshell;
        this.index = index;
        this.loader = loader;
        this.analysis = jshell.sourceCodeAnalysis();
    }

    public List<String> hints(Diag diagnostic, String source) {
        String message = diagnostic.getMessage(Locale.ENGLISH);
        if (source.stripLeading().startsWith("package ")) {
            return List.of("A cell cannot declare a package: leave that line out.");
        }
        Matcher keyword = KEYWORD.matcher(source);
        if (keyword.find() && SourceVersion.isKeyword(keyword.group(1))) {
            return List.of(keyword.group(1) + " is a word of the language and cannot be the name of a variable.");
        }
        if (diagnostic.getCode().equals("compiler.err.sealed.class.must.have.subclasses")) {
            return List.of("Put the types that extend it into the same cell, or name them behind \"permits\".");
        }
        Optional<String> fault = JShellFaults.hint(message, source);
        if (fault.isPresent()) {
            return List.of(fault.get());
        }
        Optional<String> magic = magic(source, (int) diagnostic.getPosition());
        if (magic.isPresent()) {
            return List.of(magic.get());
        }
        Optional<String> own = ownImport(source);
        if (own.isPresent()) {
            return List.of(own.get());
        }
        Matcher missing = PACKAGE.matcher(message);
        if (missing.find() && source.startsWith(missing.group(1), Math.max(0, (int) diagnostic.getStartPosition()))) {
            List<String> hints = new ArrayList<>();
            similar(missing.group(1), source, (int) diagnostic.getStartPosition(), false)
                    .ifPresentHint(hints);
            return hints;
        }
        Matcher symbol = SYMBOL.matcher(message);
        if (!symbol.find()) {
            return List.of();
        }
        String name = symbol.group(2);
        int position = source.indexOf(name, Math.max(0, (int) diagnostic.getStartPosition()));
        if (position < 0) {
            return List.of();
        }
        boolean isCall = symbol.group(1).equals("method");
        boolean isVariable = symbol.group(1).equals("variable");
        Optional<String> other = otherKind(name, source, position, isCall).or(() -> ownMethod(name, isVariable));
        // A class whose name begins like that of a variable is hardly meant.
        boolean importable = !isCall && !(isVariable && Character.isLowerCase(name.charAt(0)));
        return other.isPresent() ? List.of(other.get()) : hints(name, source, position, importable);
    }

    /** A class of the notebook is in no package that code knows. */
    private Optional<String> ownImport(String source) {
        Matcher own = OWN_IMPORT.matcher(source);
        return own.find() && jshell.types().anyMatch(type -> type.name().equals(own.group(1)))
                ? Optional.of(own.group(1) + " is a type of this notebook, which no import can name: write "
                        + own.group(1) + ". before its members.")
                : Optional.empty();
    }

    /** A method of a cell in the place of a value. */
    private Optional<String> ownMethod(String name, boolean isVariable) {
        return isVariable && jshell.methods().anyMatch(method -> method.name().equals(name))
                ? Optional.of(name + " is a method: call it, as in " + name + "(…), or write a lambda, as in x -> "
                        + name + "(x).")
                : Optional.empty();
    }

    /** A field that is called, or a method without parentheses, such as the length of an array and that of a text. */
    private Optional<String> otherKind(String name, String source, int position, boolean isCall) {
        if (position == 0 || source.charAt(position - 1) != '.') {
            return Optional.empty();
        }
        return analysis.completionSuggestions(source.substring(0, position), position, new int[1]).stream()
                .map(Suggestion::continuation)
                .filter(text -> text.equals(isCall ? name : name + "()") || !isCall && text.equals(name + "("))
                .map(text -> isCall
                        ? name + " is a field: write it without ()."
                        : name + " is a method: write " + name + "(" + (text.endsWith(")") ? ")." : "…)."))
                .findFirst();
    }

    /** A magic that is taken for Java. */
    static Optional<String> magic(String source, int position) {
        int begin = Math.max(0, Math.min(position, source.length()));
        Matcher magic = MAGIC.matcher(source).region(begin, source.length());
        return magic.lookingAt()
                ? Optional.of("A magic such as " + magic.group() + " stands at the beginning of a line.")
                : Optional.empty();
    }

    static boolean isImport(String hint) {
        return hint.startsWith(IMPORT);
    }

    List<String> unknownType(String type, String source, int position) {
        return hints(type.replaceAll("\\W.*", ""), source, position, true);
    }

    private List<String> hints(String name, String source, int position, boolean importable) {
        List<String> hints = new ArrayList<>();
        boolean isMember = position > 0 && source.charAt(position - 1) == '.';
        if (!isMember) {
            waiting(name).forEach(hints::addAll);
        }
        if (hints.isEmpty() && !isMember && importable) {
            boolean isAnnotation = position > 0 && source.charAt(position - 1) == '@';
            imports(name, type -> type.isAnnotation() == isAnnotation).ifPresentHint(hints);
        }
        if (hints.isEmpty()) {
            similar(name, source, position, isMember).ifPresentHint(hints);
        }
        return hints;
    }

    private record Hint(String lead, List<String> names) {

        void ifPresentHint(List<String> hints) {
            if (!names.isEmpty()) {
                hints.add(lead + String.join(" or ", names));
            }
        }
    }

    /** What a definition of the name waits for, and the imports that would bring it. */
    private Stream<List<String>> waiting(String name) {
        return jshell.snippets()
                .filter(snippet -> UnfinishedDefinitions.isUnfinished(jshell.status(snippet)))
                .filter(DeclarationSnippet.class::isInstance)
                .map(DeclarationSnippet.class::cast)
                .filter(definition -> definition.name().equals(name))
                .map(definition -> {
                    List<String> hints = new ArrayList<>(List.of(UnfinishedDefinitions.remark(jshell, definition)));
                    hints.addAll(missing(definition));
                    return hints;
                });
    }

    /** The imports of classes that a definition waits for. */
    List<String> missing(DeclarationSnippet definition) {
        List<String> hints = new ArrayList<>();
        jshell.unresolvedDependencies(definition)
                .filter(dependency -> dependency.startsWith(CLASS))
                .forEach(dependency ->
                        imports(dependency.substring(CLASS.length())).ifPresentHint(hints));
        return hints;
    }

    /** All imports that a cell seems to lack, where there is more than one: errors come one after the other. */
    Optional<String> allImports(String cell) {
        List<String> names = imports.unknownIn(cell).stream()
                .filter(name -> name.length() > 1)
                .flatMap(name -> imports(name).names().stream().limit(1))
                .toList();
        return names.size() < 2 ? Optional.empty() : Optional.of("This cell seems to need " + String.join(" ", names));
    }

    private Hint imports(String simpleName) {
        return imports(simpleName, type -> true);
    }

    private Hint imports(String simpleName, Predicate<Class<?>> isMeant) {
        List<String> names = index.classes(simpleName).stream()
                .filter(name -> !INWARD.matcher(name).matches())
                .flatMap(name -> importName(name, isMeant).stream())
                .sorted(Comparator.comparing((String name) -> !name.startsWith("java.util."))
                        .thenComparing(name -> !name.startsWith("java."))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(PROPOSALS)
                .map(name -> "import " + name + ";")
                .toList();
        return new Hint(IMPORT, names);
    }

    /** The name by which code imports a class, if everybody may use it. */
    private Optional<String> importName(String name, Predicate<Class<?>> isMeant) {
        try {
            Class<?> found = Class.forName(name, false, loader);
            if (!isMeant.test(found)) {
                return Optional.empty();
            }
            for (Class<?> one = found; one != null; one = one.getDeclaringClass()) {
                if (!Modifier.isPublic(one.getModifiers())) {
                    return Optional.empty();
                }
            }
            return Optional.ofNullable(found.getCanonicalName());
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }

    private Hint similar(String name, String source, int position, boolean isMember) {
        Stream<String> known = isMember
                ? analysis.completionSuggestions(source.substring(0, position), position, new int[1]).stream()
                        .map(Suggestion::continuation)
                : declared();
        int tolerance = Math.min(2, name.length() / 2);
        List<String> names = known.map(text -> text.replaceAll("\\W.*", ""))
                .filter(text -> !text.isEmpty() && !text.equals(name))
                .distinct()
                .filter(text -> EditDistance.between(name, text) <= tolerance)
                .sorted(Comparator.comparingInt(text -> EditDistance.between(name, text)))
                .limit(PROPOSALS)
                .toList();
        return new Hint("Did you mean ", names.isEmpty() ? names : withQuestionMark(names));
    }

    private static List<String> withQuestionMark(List<String> names) {
        List<String> asked = new ArrayList<>(names);
        asked.set(asked.size() - 1, asked.get(asked.size() - 1) + "?");
        return asked;
    }

    private Stream<String> declared() {
        Stream<String> own = jshell.snippets()
                .filter(snippet -> jshell.status(snippet).isActive())
                .filter(DeclarationSnippet.class::isInstance)
                .map(snippet -> ((DeclarationSnippet) snippet).name());
        return Stream.concat(
                own, analysis.completionSuggestions("", 0, new int[1]).stream().map(Suggestion::continuation));
    }
}
