package org.ridgeless.kernel.source;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The definition of a method, taken apart.
 *
 * @param parameterTypes those types as they are written, without spaces and with commas between them
 * @param head its text before the brace of its body
 * @param body its text from that brace on
 * @param namesItself whether its name stands in its body, as that of a method or of anything else
 */
public record MethodText(String name, String parameterTypes, String head, String body, boolean namesItself) {

    /** The parts of a piece of code, if it is a method with a body. */
    public static Optional<MethodText> of(CellParser parser, String piece) {
        CellParser.Piecewise parsed = parser.trees(piece, true);
        List<? extends Tree> trees = parsed.trees();
        if (trees.size() != 1 || !(trees.get(0) instanceof MethodTree method) || method.getBody() == null) {
            return Optional.empty();
        }
        int brace = parsed.begin(method.getBody());
        String types = method.getParameters().stream()
                .map(parameter -> parameter.getType().toString())
                .collect(Collectors.joining(","));
        return Optional.of(new MethodText(
                method.getName().toString(),
                withoutSpaces(types),
                piece.substring(0, brace),
                piece.substring(brace),
                namesItself(method)));
    }

    /** Whether a method of this name and with parameters of these types is the same one, defined again. */
    public boolean isDefinedAgain(String otherName, String otherTypes) {
        return name.equals(otherName) && parameterTypes.equals(withoutSpaces(otherTypes));
    }

    private static String withoutSpaces(String types) {
        return types.replaceAll("\\s", "");
    }

    private static boolean namesItself(MethodTree method) {
        boolean[] found = {false};
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitIdentifier(IdentifierTree tree, Void unused) {
                found[0] |= tree.getName().equals(method.getName());
                return null;
            }
        }.scan(method.getBody(), null);
        return found[0];
    }

    /** The same method with some more code at the begin of its body. */
    public String with(String code) {
        return head + "{" + code + body.substring(1);
    }

    /** A method of the same signature that does nothing else than this. */
    public String doing(String code) {
        return head + "{" + code + "}";
    }
}
