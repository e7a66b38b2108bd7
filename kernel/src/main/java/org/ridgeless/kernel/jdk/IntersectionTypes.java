package org.ridgeless.kernel.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Types such as the elements of {@code List.of(new Circle(1), new Square(2))}, which are a Record and a Shape at once. No Java code can
 * write such a type down; before JDK 22 (JDK-8322003) JShell makes of a variable declared by {@code var} a list of records, which
 * are no shapes to later cells.
 */
public final class IntersectionTypes {

    /** Whether JShell itself makes less of them than they are. */
    public static final boolean ARE_CUT_OFF = Runtime.version().feature() < 22;

    /** What tells little of an object, beside another type. */
    private static final Set<String> GENERAL = Set.of(
            "Object",
            "Record",
            "Enum",
            "Cloneable",
            "Comparable",
            "java.io.Serializable",
            "java.lang.constant.Constable",
            "java.lang.constant.ConstantDesc");

    private IntersectionTypes() {}

    /**
     * The type with one of its parts in the place of each intersection that is a type argument: the first that says more than
     * that the object is a record, comparable and the like, else the first.
     *
     * @param type as JShell names the type of a variable
     */
    public static String denotable(String type) {
        int begin = type.indexOf('<');
        int end = type.lastIndexOf('>');
        if (type.indexOf('&') < 0 || begin < 0 || end < begin) {
            return type;
        }
        // JShell itself knows what to do with an intersection that is no type argument.
        boolean isIntersection = parts(type, '&').size() > 1;
        String inside = type.substring(begin + 1, end);
        if (isIntersection || !isBalanced(inside)) {
            return type;
        }
        List<String> arguments =
                parts(inside, ',').stream().map(IntersectionTypes::argument).toList();
        return type.substring(0, begin + 1) + String.join(",", arguments) + type.substring(end);
    }

    private static String argument(String type) {
        for (String wildcard : List.of("? extends ", "? super ")) {
            if (type.startsWith(wildcard)) {
                return wildcard + argument(type.substring(wildcard.length()));
            }
        }
        List<String> parts = parts(type, '&');
        String chosen = parts.stream()
                .filter(part -> !GENERAL.contains(part.replaceAll("<.*", "")))
                .findFirst()
                .orElse(parts.get(0));
        return denotable(chosen);
    }

    /** Whether no bracket closes what does not begin here, as in the arguments of {@code Outer<A>.Inner<B>}. */
    private static boolean isBalanced(String arguments) {
        int depth = 0;
        for (char c : arguments.toCharArray()) {
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }

    /** The parts between separators that stand in no angle brackets. */
    private static List<String> parts(String type, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < type.length(); i++) {
            char c = type.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == separator && depth == 0) {
                parts.add(type.substring(start, i).strip());
                start = i + 1;
            }
        }
        parts.add(type.substring(start).strip());
        return parts;
    }
}
