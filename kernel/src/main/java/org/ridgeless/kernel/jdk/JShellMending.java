package org.ridgeless.kernel.jdk;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import org.ridgeless.kernel.source.CellParser;
import org.ridgeless.kernel.source.CellParser.TypeTree;
import org.ridgeless.kernel.source.CodeUnit;

/**
 * Writes into declarations what Java does not ask for and JShell does. JShell makes every type of a cell public, and then a record's
 * canonical constructor has to be public as well; and it compiles each type in a file of its own, so that a sealed type does not see
 * the types of its cell that extend it. Seen on JDK 17 and 25.
 */
public final class JShellMending {

    private static final Pattern CONCERNED = Pattern.compile("\\b(?:record|sealed)\\b");
    private static final Pattern SEALED = Pattern.compile("\\bsealed\\b");
    private static final Set<Modifier> ACCESS = Set.of(Modifier.PUBLIC, Modifier.PROTECTED, Modifier.PRIVATE);

    private final CellParser parser;
    private final List<TypeTree> types;

    /** @param cell the code of the whole cell */
    public JShellMending(CellParser parser, String cell) {
        this.parser = parser;
        types = SEALED.matcher(cell).find() ? parser.types(cell) : List.of();
    }

    public CodeUnit mended(CodeUnit unit) {
        String source = unit.source();
        if (!CONCERNED.matcher(source).find()) {
            return unit;
        }
        TreeMap<Integer, String> insertions = new TreeMap<>();
        for (TypeTree type : parser.types(source)) {
            constructors(type, source, insertions);
            permits(type, source, insertions);
        }
        return unit.withInsertions(insertions);
    }

    private static void constructors(TypeTree type, String source, TreeMap<Integer, String> insertions) {
        if (type.tree().getKind() != Tree.Kind.RECORD) {
            return;
        }
        List<String> components = type.tree().getMembers().stream()
                .filter(VariableTree.class::isInstance)
                .map(VariableTree.class::cast)
                .filter(field -> !field.getModifiers().getFlags().contains(Modifier.STATIC))
                .map(JShellMending::type)
                .toList();
        for (Tree member : type.tree().getMembers()) {
            if (member instanceof MethodTree method
                    && method.getReturnType() == null
                    && method.getModifiers().getFlags().stream().noneMatch(ACCESS::contains)
                    && type.begin(method) >= 0
                    && isCanonical(type, method, components, source)) {
                insertions.put(type.begin(method), "public ");
            }
        }
    }

    private static boolean isCanonical(TypeTree type, MethodTree method, List<String> components, String source) {
        int body = type.begin(method.getBody());
        boolean isCompact =
                body > 0 && source.substring(type.begin(method), body).indexOf('(') < 0;
        return isCompact
                || method.getParameters().stream()
                        .map(JShellMending::type)
                        .toList()
                        .equals(components);
    }

    private static String type(VariableTree variable) {
        return variable.getType().toString().replace("...", "[]");
    }

    private void permits(TypeTree type, String source, TreeMap<Integer, String> insertions) {
        ClassTree tree = type.tree();
        boolean isSealed = tree.getModifiers().getFlags().stream()
                .anyMatch(flag -> flag.toString().equals("sealed"));
        if (!isSealed || !tree.getPermitsClause().isEmpty()) {
            return;
        }
        String name = tree.getSimpleName().toString();
        List<String> extending = new ArrayList<>();
        for (TypeTree other : types) {
            if (parents(other.tree()).anyMatch(name::equals)) {
                extending.add(other.tree().getSimpleName().toString());
            }
        }
        for (Tree member : tree.getMembers()) {
            if (member instanceof ClassTree inner && parents(inner).anyMatch(name::equals)) {
                extending.add(name + "." + inner.getSimpleName());
            }
        }
        int brace = type.brace(source);
        if (!extending.isEmpty() && brace > 0) {
            insertions.put(brace, "permits " + String.join(", ", extending) + " ");
        }
    }

    /** The simple names of what a type extends or implements. */
    private static Stream<String> parents(ClassTree tree) {
        Stream<? extends Tree> extended =
                tree.getExtendsClause() == null ? Stream.of() : Stream.of(tree.getExtendsClause());
        return Stream.concat(extended, tree.getImplementsClause().stream())
                .map(parent -> parent.toString().replaceAll("<.*", ""));
    }
}
