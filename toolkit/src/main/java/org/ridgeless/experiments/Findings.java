package org.ridgeless.experiments;

import org.ridgeless.oldverdict.Verdict;
import org.ridgeless.plots.Plot;
import org.ridgeless.tables.Results;

/** What a simulation brought: the figure, the numbers behind it, and the verdict on them. */
public record Findings(Plot plot, Results table, Verdict verdict) {
    public Findings {
        // A run that was cut short cannot pass, whatever its checks say.
        verdict = table.isPartial() ? verdict.partial() : verdict;
    }
}
