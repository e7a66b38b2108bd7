package org.ridgeless.sweeps;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Job;
import org.ridgeless.sweeps.cells.Outcome;
import org.ridgeless.sweeps.cells.Recipe;

/** All cells of some groups, one group after the other. */
final class GroupsJob implements Job {
    private final String label;
    private final Recipe recipe;
    private final List<Group<?, ?>> groups;
    private final Map<CellKey, Outcome> earlier;
    /** Where the cells of each group end. */
    private final int[] ends;

    GroupsJob(String label, Recipe recipe, List<Group<?, ?>> groups, Map<CellKey, Outcome> earlier) {
        this.label = label;
        this.recipe = recipe;
        this.groups = groups.stream().filter(group -> group.count() > 0).toList();
        this.earlier = earlier;
        this.ends = new int[this.groups.size()];
        int total = 0;
        for (int i = 0; i < ends.length; i++) {
            total = Math.addExact(total, this.groups.get(i).count());
            ends[i] = total;
        }
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Recipe recipe() {
        return recipe;
    }

    @Override
    public int size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public CellKey key(int index) {
        int group = group(index);
        return groups.get(group).key(place(group, index));
    }

    @Override
    public Outcome compute(int index) {
        int group = group(index);
        return groups.get(group).compute(place(group, index));
    }

    @Override
    public void finished(int index, Outcome outcome) {
        int group = group(index);
        groups.get(group).finished(place(group, index), outcome);
    }

    @Override
    public Map<CellKey, Outcome> earlier() {
        return earlier;
    }

    @Override
    public ClassLoader loader() {
        return groups.get(0).loader();
    }

    private int group(int index) {
        int found = Arrays.binarySearch(ends, index + 1);
        return found < 0 ? -found - 1 : found;
    }

    private int place(int group, int index) {
        return index - (ends[group] - groups.get(group).count());
    }
}
