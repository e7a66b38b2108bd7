package org.ridgeless.kernel.assist;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ridgeless.kernel.source.CellParser;

/**
 * The code in front of a cursor with what its cell declares before it, in a form that JShell's completion understands: it looks at one
 * statement only, so that the rest becomes a block around it.
 *
 * @param code ends at the cursor
 * @param shift by how much the cursor has moved
 * @param imports the full names that the cell imports, with an asterisk for all of a package
 * @param names what the cell declares, and its kind as Jupyter calls it
 */
record CellContext(String code, int shift, List<String> imports, Map<String, String> names) {

    private static final Pattern IMPORT = Pattern.compile("\\bimport\\s+([\\w.]+(?:\\.\\*)?)\\s*;?\\s*\\z");

    static CellContext before(int cursor, String source, CellParser parser) {
        String code = source.substring(0, cursor);
        List<String> imports = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        StringBuilder block = new StringBuilder();
        int end = 0;
        for (CellParser.Piece piece : parser.read(code).pieces()) {
            String text = code.substring(piece.begin(), piece.end());
            if (piece.end() == code.length() && !text.endsWith(";") && !text.endsWith("}")) {
                break;
            }
            end = piece.end();
            Matcher imported = IMPORT.matcher(text);
            if (piece.isDefinition() && imported.find()) {
                imports.add(imported.group(1));
                continue;
            }
            List<? extends Tree> declared = parser.declarations(text);
            declared.forEach(tree -> note(tree, names));
            if (declared.stream().noneMatch(MethodTree.class::isInstance)) {
                block.append(text).append(text.endsWith("}") || text.endsWith(";") ? "" : ";");
            }
        }
        if (imports.isEmpty() && names.isEmpty()) {
            return new CellContext(code, 0, List.of(), Map.of());
        }
        String around = names.isEmpty() ? "" : "{" + block;
        String whole = around + code.substring(end);
        return new CellContext(whole, whole.length() - cursor, imports, names);
    }

    private static void note(Tree tree, Map<String, String> names) {
        if (tree instanceof ClassTree type) {
            names.put(type.getSimpleName().toString(), "class");
        } else if (tree instanceof MethodTree method && method.getReturnType() != null) {
            names.put(method.getName() + "(", "function");
        } else if (tree instanceof VariableTree variable) {
            names.put(variable.getName().toString(), "instance");
        }
    }
}
