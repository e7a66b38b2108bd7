package org.ridgeless.kernel.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.ridgeless.kernel.source.CellParser.Fault;

/**
 * Finds string literals that are too long for a class file before the compiler meets them: the one of JDK 17 leaves such a string in
 * the constant pool of all classes that it writes later.
 */
public final class LongStrings extends TreeScanner<Void, Void> {

    public static final String LIMIT =
            "this is too long for a class file, which holds strings of up to 65535 bytes and methods"
                    + " of up to 64 KB (about 8000 numbers in braces); read it from a file instead";

    private static final int MOST_BYTES = 65_535;

    private Tree found;

    private LongStrings() {}

    static Optional<Fault> first(CompilationUnitTree unit, ToIntFunction<Tree> begin) {
        LongStrings scanner = new LongStrings();
        scanner.scan(unit, null);
        return Optional.ofNullable(scanner.found).map(tree -> new Fault(begin.applyAsInt(tree), LIMIT, false));
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void nothing) {
        if (found == null
                && literal.getValue() instanceof String text
                && text.length() > MOST_BYTES / 3
                && text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            found = literal;
        }
        return null;
    }
}
