package org.ridgeless.kernel.source;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;
import org.ridgeless.kernel.source.CellParser.Fault;

/** The variables of cells that are declared final, which JShell does not heed: it makes fields of them that anybody may set. */
public final class FinalVariables {

    private static final Pattern FINAL = Pattern.compile("\\bfinal\\b");

    private final CellParser parser;
    private final Set<String> names = new HashSet<>();

    public FinalVariables(CellParser parser) {
        this.parser = parser;
    }

    /** The first assignment to one of them; a cell may still declare it anew. */
    public Optional<Fault> assigned(String source, boolean isDefinition) {
        boolean isConcerned = FINAL.matcher(source).find() || names.stream().anyMatch(source::contains);
        if (!isConcerned) {
            return Optional.empty();
        }
        CellParser.Piecewise parsed = parser.trees(source, isDefinition);
        if (!isDefinition) {
            parsed.trees().forEach(this::declare);
        }
        Assignments assignments = new Assignments();
        parsed.trees().forEach(tree -> assignments.scan(tree, null));
        if (assignments.found == null
                || assignments.declared.contains(assignments.name) && !isAtTop(parsed, assignments)) {
            return Optional.empty();
        }
        String message = "cannot assign a value to final variable " + assignments.name;
        return Optional.of(new Fault(parsed.begin(assignments.found), message, false));
    }

    private static boolean isAtTop(CellParser.Piecewise parsed, Assignments assignments) {
        return parsed.trees().stream()
                .anyMatch(tree -> tree instanceof VariableTree variable
                        && variable.getName().contentEquals(assignments.name));
    }

    private void declare(Tree tree) {
        if (tree instanceof VariableTree variable) {
            String name = variable.getName().toString();
            if (variable.getModifiers().getFlags().contains(Modifier.FINAL)) {
                names.add(name);
            } else {
                names.remove(name);
            }
        }
    }

    private final class Assignments extends TreeScanner<Void, Void> {

        private final Set<String> declared = new HashSet<>();
        private Tree found;
        private String name;

        @Override
        public Void visitVariable(VariableTree tree, Void unused) {
            declared.add(tree.getName().toString());
            return super.visitVariable(tree, unused);
        }

        @Override
        public Void visitAssignment(AssignmentTree tree, Void unused) {
            note(tree.getVariable());
            return super.visitAssignment(tree, unused);
        }

        @Override
        public Void visitCompoundAssignment(CompoundAssignmentTree tree, Void unused) {
            note(tree.getVariable());
            return super.visitCompoundAssignment(tree, unused);
        }

        @Override
        public Void visitUnary(UnaryTree tree, Void unused) {
            switch (tree.getKind()) {
                case PREFIX_INCREMENT, PREFIX_DECREMENT, POSTFIX_INCREMENT, POSTFIX_DECREMENT ->
                    note(tree.getExpression());
                default -> {
                    // Changes nothing.
                }
            }
            return super.visitUnary(tree, unused);
        }

        private void note(Tree target) {
            if (found == null
                    && target instanceof IdentifierTree identifier
                    && names.contains(identifier.getName().toString())) {
                found = target;
                name = identifier.getName().toString();
            }
        }
    }
}
