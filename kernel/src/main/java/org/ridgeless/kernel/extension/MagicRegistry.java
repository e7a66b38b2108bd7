package org.ridgeless.kernel.extension;

import io.github.spencerpark.jupyter.kernel.magic.registry.CellMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.LineMagicFunction;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Magics that cells and libraries have registered through the API of IJava's base library, which itself cannot list them. */
public final class MagicRegistry extends Magics {

    private final Set<String> own = ConcurrentHashMap.newKeySet();
    private final Set<String> lines = ConcurrentHashMap.newKeySet();
    private final Set<String> cells = ConcurrentHashMap.newKeySet();

    @Override
    public void registerLineMagic(String name, LineMagicFunction<?> magic) {
        super.registerLineMagic(name, magic);
        own.remove(name);
        lines.add(name);
    }

    @Override
    public void registerCellMagic(String name, CellMagicFunction<?> magic) {
        super.registerCellMagic(name, magic);
        own.remove(name);
        cells.add(name);
    }

    @Override
    public <T extends LineMagicFunction<?> & CellMagicFunction<?>> void registerLineCellMagic(String name, T magic) {
        super.registerLineCellMagic(name, magic);
        own.remove(name);
        lines.add(name);
        cells.add(name);
    }

    /** Notes that a name is the kernel's, until somebody registers another magic by it. */
    public void markAsOwn(String name) {
        own.add(name);
    }

    /** Whether the magic of this name is the kernel's. */
    public boolean isOwn(String name) {
        return own.contains(name);
    }

    /** The names of the magics for a line. */
    public Set<String> lineNames() {
        return Set.copyOf(lines);
    }

    /** The names of the magics for a whole cell. */
    public Set<String> cellNames() {
        return Set.copyOf(cells);
    }
}
