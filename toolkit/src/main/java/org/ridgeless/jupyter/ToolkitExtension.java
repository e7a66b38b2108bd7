package org.ridgeless.jupyter;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.plots.ForeignChart;

/** Teaches the kernel to show the toolkit's values, and the charts and tables of the libraries below it. */
public final class ToolkitExtension implements KernelExtension {
    @Override
    public void install(KernelSession session) {
        IJavaAdapter.register(session.renderer(), Shown.all(value -> show((Displayable) value, session)));
        session.replaceShown(value -> ForeignChart.isOfAnotherVersion(value) ? ForeignChart.of(value) : value);
    }

    @Override
    public List<String> exchangedPackages() {
        return List.of("org.apache.commons.rng", "org.knowm.xchart", "org.nd4j.linalg", "tech.tablesaw.api");
    }

    /** What people type: the packages and classes that the resource beside this class lists. */
    @Override
    public List<String> imports() {
        return ImportList.read().stream().map(name -> "import " + name + ";").toList();
    }

    @Override
    public void warmUp(BooleanSupplier wanted) {
        FirstCells.rehearse(wanted);
    }

    /** All parts but the last go below the cell at once; the last one is what the value itself shows as. */
    private static MimeBundle show(Displayable value, KernelSession session) {
        List<Displayable> parts = value.parts();
        parts.subList(0, parts.size() - 1).forEach(session::display);
        Displayable last = parts.get(parts.size() - 1);
        return last.mime();
    }
}
