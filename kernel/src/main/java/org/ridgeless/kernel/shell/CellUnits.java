package org.ridgeless.kernel.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ridgeless.kernel.jdk.JShellMending;
import org.ridgeless.kernel.source.CellParser;
import org.ridgeless.kernel.source.CellSplitter;
import org.ridgeless.kernel.source.CodeUnit.Position;

/**
 * The statements and declarations of a cell, cut and mended as they are before they run.
 *
 * @param sources each with its semicolon
 * @param unreadable what stands behind them and is no Java, and why
 */
public record CellUnits(List<String> sources, Optional<String> unreadable) {

    public static CellUnits of(String cell) {
        CellParser parser = new CellParser(List.of());
        CellSplitter splitter = new CellSplitter(parser, cell);
        JShellMending mending = new JShellMending(parser, cell);
        List<String> sources = new ArrayList<>();
        Optional<CellSplitter.Cut> cut = splitter.next(cell, Position.BEGIN);
        while (cut.isPresent() && cut.get().complete()) {
            sources.add(mending.mended(cut.get().unit()).source());
            cut = splitter.next(cut.get().rest(), cut.get().end());
        }
        Optional<String> unreadable = cut.map(
                broken -> broken.unit().source().strip().lines().findFirst().orElse("") + "\": "
                        + broken.fault().map(CellParser.Fault::message).orElse("it does not end"));
        return new CellUnits(List.copyOf(sources), unreadable);
    }
}
