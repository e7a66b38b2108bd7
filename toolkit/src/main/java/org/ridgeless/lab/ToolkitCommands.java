package org.ridgeless.lab;

import java.util.List;
import org.ridgeless.kernel.cli.Finding;
import org.ridgeless.kernel.cli.LabCommands;

/** What the toolkit adds to {@code lab}. */
public final class ToolkitCommands implements LabCommands {
    @Override
    public List<Object> commands() {
        return List.of(
                new ListCommand(),
                new VerifyCommand(),
                new GalleryCommand(),
                new DocsCommand(),
                new SweepCommand(),
                new MergeCommand(),
                new AssignCommand());
    }

    @Override
    public List<Finding> findings() {
        return LinearAlgebraFindings.all();
    }
}
