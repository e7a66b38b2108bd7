package org.ridgeless.kernel.debug;

import com.sun.jdi.AbsentInformationException;
import com.sun.jdi.Location;
import com.sun.jdi.Method;
import com.sun.jdi.ReferenceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.ridgeless.kernel.shell.CellCode;
import org.ridgeless.kernel.source.SourcePlaces;

/** Where the lines of cells begin in what JShell has compiled of them. Used by who holds the compiler. */
final class LineIndex {

    /** The method that JShell makes of the statements of a cell. */
    static final String STATEMENTS = "do_it$";

    private final CellCode cells;
    /** By path and line. */
    private final Map<String, NavigableMap<Integer, List<Location>>> begins = new HashMap<>();

    LineIndex(CellCode cells) {
        this.cells = cells;
    }

    /** What a class adds: its cell, and the lines at which code begins. */
    record Part(String path, NavigableMap<Integer, List<Location>> begins) {}

    Optional<Part> add(ReferenceType type) {
        Optional<CellCode.Lines> lines = cells.lines(type.name());
        if (lines.isEmpty() || !type.isPrepared()) {
            return Optional.empty();
        }
        String path = "";
        NavigableMap<Integer, List<Location>> found = new TreeMap<>();
        for (Method method : type.methods()) {
            // The constructor of the class around statements stands at no line of theirs.
            boolean isMade = type.name().matches("REPL\\.\\$JShell\\$\\w+") && method.isConstructor();
            if (isMade || method.isAbstract() || method.isNative()) {
                continue;
            }
            NavigableMap<Integer, Location> first = new TreeMap<>();
            for (Location location : locations(method)) {
                Optional<SourcePlaces.Line> line = lines.get().find(location.lineNumber());
                if (line.isPresent()) {
                    path = CellPath.of(line.get().code());
                    first.putIfAbsent(line.get().line(), location);
                }
            }
            first.forEach((line, location) ->
                    found.computeIfAbsent(line, any -> new ArrayList<>()).add(location));
        }
        if (found.isEmpty()) {
            return Optional.empty();
        }
        // It may have been redefined.
        begins.values()
                .forEach(cell -> cell.values()
                        .forEach(locations -> locations.removeIf(
                                location -> location.declaringType().equals(type))));
        NavigableMap<Integer, List<Location>> all = begins.computeIfAbsent(path, any -> new TreeMap<>());
        found.forEach((line, locations) ->
                all.computeIfAbsent(line, any -> new ArrayList<>()).addAll(locations));
        return Optional.of(new Part(path, found));
    }

    private static List<Location> locations(Method method) {
        try {
            return method.allLineLocations();
        } catch (AbsentInformationException e) {
            return List.of();
        }
    }

    /** The lines at which code of a cell begins, as far as it has run. */
    NavigableMap<Integer, List<Location>> begins(String path) {
        return begins.getOrDefault(path, new TreeMap<>());
    }

    void clear() {
        begins.clear();
    }
}
