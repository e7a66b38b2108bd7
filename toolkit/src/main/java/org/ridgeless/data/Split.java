package org.ridgeless.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.ridgeless.random.Seeds;

/**
 * Data in two parts: what a network learns from, and what it is tested on.
 *
 * {@snippet file="DataTest.java" region="digits"}
 *
 * @param train the training part
 * @param test the rest
 */
public record Split(Data train, Data test) {
    /** Both parts with the mean of each input of the training part subtracted and divided by its standard deviation there. */
    public Split standardized() {
        return new Split(train.standardized(), test.standardizedLike(train));
    }

    /** Draws a share of each class, rounded so that the whole share is exact; of real targets a share of all. */
    static Split of(Data data, double share, long seed) {
        int n = data.samples();
        int wanted = (int) Math.round(share * n);
        if (!(share > 0 && share < 1) || wanted == 0 || wanted == n) {
            throw new IllegalArgumentException("the training share of " + n
                    + " samples lies between 0 and 1 and leaves at least one in each part, got " + share);
        }
        UniformRandomProvider stream = Seeds.of(seed).child("split").stream();
        List<Integer> train = new ArrayList<>();
        List<Integer> test = new ArrayList<>();
        int seen = 0;
        for (List<Integer> group : groups(data).values()) {
            int[] order = PermutationSampler.natural(group.size());
            PermutationSampler.shuffle(stream, order);
            // Shares of the first groups together, so that nothing adds up to more or less than the share of all.
            seen += group.size();
            int taken = (int) Math.round(share * seen) - train.size();
            for (int i = 0; i < order.length; i++) {
                (i < taken ? train : test).add(group.get(order[i]));
            }
        }
        return new Split(data.subset(mixed(train, stream)), data.subset(mixed(test, stream)));
    }

    private static Map<Double, List<Integer>> groups(Data data) {
        Map<Double, List<Integer>> groups = new LinkedHashMap<>();
        boolean classes = data.targets() != Targets.REAL;
        for (int i = 0; i < data.samples(); i++) {
            groups.computeIfAbsent(classes ? data.label(i) : 0.0, k -> new ArrayList<>())
                    .add(i);
        }
        return groups;
    }

    private static int[] mixed(List<Integer> rows, UniformRandomProvider stream) {
        int[] array = rows.stream().mapToInt(i -> i).toArray();
        PermutationSampler.shuffle(stream, array);
        return array;
    }

    @Override
    public String toString() {
        return "train: " + train + "; test: " + test;
    }
}
