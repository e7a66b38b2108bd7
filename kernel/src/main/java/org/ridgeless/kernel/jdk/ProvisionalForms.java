package org.ridgeless.kernel.jdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import org.ridgeless.kernel.source.CodeUnit;

/**
 * Types that refer to each other and that JShell refuses because it looks at them one by one: {@code @Override} and {@code non-sealed}
 * are wrong for it as long as the type above is not complete, which waits for the one below. Such a type is defined without them
 * first, which completes both, and then as it is. Seen on JDK 17.
 */
public final class ProvisionalForms {

    private static final Set<String> FAULTS = Set.of(
            "compiler.err.method.does.not.override.superclass",
            "compiler.err.static.methods.cannot.be.annotated.with.override",
            "compiler.err.non.sealed.with.no.sealed.supertype");
    private static final Pattern OVERRIDE = Pattern.compile("@Override\\b");
    private static final Pattern INTERFACE =
            Pattern.compile("\\bnon-sealed((?:\\s+\\w+)*?\\s+interface\\s+(\\w+)[^{]*)\\{");

    private final Map<CodeUnit, Snippet> waiting = new LinkedHashMap<>();

    /** What a refused type can be defined as for the time being. */
    public static Optional<String> of(CodeUnit unit, List<Diag> diagnostics) {
        if (diagnostics.stream().map(Diag::getCode).noneMatch(FAULTS::contains)) {
            return Optional.empty();
        }
        String source = OVERRIDE.matcher(unit.source()).replaceAll("         ");
        Matcher open = INTERFACE.matcher(source);
        if (open.find()) {
            String name = open.group(2);
            source = source.substring(0, open.start()) + "sealed" + open.group(1) + "permits " + name
                    + ".Provisional { non-sealed interface Provisional extends " + name + " {} "
                    + source.substring(open.end());
        } else {
            source = source.replaceFirst("\\bnon-sealed\\b", "final");
        }
        return source.equals(unit.source()) ? Optional.empty() : Optional.of(source);
    }

    /** Notes that a unit has been defined only provisionally, as a snippet. */
    public void await(CodeUnit unit, Snippet snippet) {
        waiting.put(unit, snippet);
    }

    /** The units to be defined as they are, each once: those whose types have become complete, or all. */
    public List<CodeUnit> take(Predicate<Snippet> isWanted) {
        List<CodeUnit> taken = new ArrayList<>();
        waiting.forEach((unit, snippet) -> {
            if (isWanted.test(snippet)) {
                taken.add(unit);
            }
        });
        waiting.keySet().removeAll(taken);
        return taken;
    }
}
