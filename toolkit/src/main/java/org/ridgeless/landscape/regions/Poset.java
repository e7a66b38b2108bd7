package org.ridgeless.landscape.regions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A finite partially ordered set and the max-plus neuron that it defines,
 * \(f_P(x)=\max_{F\text{ up-set}}\sum_{i\in F}x_i\).
 *
 * <p>The Newton polytope of \(f_P\) is the order polytope \(\{x\in[0,1]^n : x_a\le x_b \text{ if } a\le b\}\); its
 * vertices are the indicators of the up-sets, so the neuron has exactly as many linear regions as the poset has up-sets.
 * The antichain gives \(\sum_i\mathrm{ReLU}(x_i)\) with 2ⁿ regions, the chain n + 1.
 *
 * <p><b>Cost</b> up-sets and linear extensions by dynamic programming over 2ⁿ subsets, so n ≤ 20.
 *
 * <p><b>Reference</b> R. Stanley, <i>Two poset polytopes</i>, Discrete Comput. Geom. 1 (1986), Corollaries 1.3 and 4.2.
 */
public final class Poset {
    private static final int LARGEST = 20;

    private final int size;
    /** Bit b of {@code above[a]} says a &lt; b. */
    private final int[] above;

    private Poset(int size, int[] above) {
        this.size = size;
        this.above = above;
    }

    /**
     * The poset without relations.
     *
     * @param size n, 1 to 20
     * @return the poset
     * @throws IllegalArgumentException if n is out of range
     */
    public static Poset antichain(int size) {
        requireSize(size);
        return new Poset(size, new int[size]);
    }

    /**
     * The total order 0 &lt; 1 &lt; … .
     *
     * @param size n, 1 to 20
     * @return the poset
     * @throws IllegalArgumentException if n is out of range
     */
    public static Poset chain(int size) {
        Poset chain = antichain(size);
        for (int i = 0; i + 1 < size; i++) {
            chain = chain.with(i, i + 1);
        }
        return chain;
    }

    /**
     * This poset with a &lt; b and all that follows from it.
     *
     * @param a a point, from 0
     * @param b another point
     * @return the larger relation
     * @throws IllegalArgumentException if there is no such point, both are one, or b &lt; a holds already
     */
    public Poset with(int a, int b) {
        if (a < 0 || b < 0 || a >= size || b >= size || a == b) {
            throw new IllegalArgumentException(
                    "a relation needs two different points from 0 to " + (size - 1) + ", got " + a + " < " + b);
        }
        if (less(b, a)) {
            throw new IllegalArgumentException(a + " < " + b + " contradicts " + b + " < " + a);
        }
        int[] closed = above.clone();
        int added = above[b] | 1 << b;
        for (int i = 0; i < size; i++) {
            if (i == a || less(i, a)) {
                closed[i] |= added;
            }
        }
        return new Poset(size, closed);
    }

    /**
     * Every poset on so many unlabelled points (1, 2, 5, 16, 63 for one to five), the fewest relations first.
     *
     * @param size n, 1 to 5
     * @return one of each isomorphism class
     * @throws IllegalArgumentException if n is out of range
     */
    public static List<Poset> all(int size) {
        requireSize(size);
        if (size > 5) {
            throw new IllegalArgumentException("listing every poset is possible up to 5 points, got " + size);
        }
        Map<String, Poset> found = new TreeMap<>();
        collect(antichain(size), found);
        List<Poset> posets = new ArrayList<>(found.values());
        posets.sort(Comparator.comparingInt(Poset::relations).thenComparing(Poset::canonical));
        return posets;
    }

    private static void collect(Poset poset, Map<String, Poset> found) {
        if (found.putIfAbsent(poset.canonical(), poset) != null) {
            return;
        }
        for (int a = 0; a < poset.size; a++) {
            for (int b = 0; b < poset.size; b++) {
                if (a != b && !poset.less(a, b) && !poset.less(b, a)) {
                    collect(poset.with(a, b), found);
                }
            }
        }
    }

    /** The number of points. */
    public int size() {
        return size;
    }

    /**
     * Whether a &lt; b.
     *
     * @param a a point, from 0
     * @param b a point, from 0
     * @return whether a is strictly below b
     */
    public boolean less(int a, int b) {
        return (above[a] >> b & 1) == 1;
    }

    /** The number of pairs a &lt; b. */
    public int relations() {
        return Arrays.stream(above).map(Integer::bitCount).sum();
    }

    /**
     * Whether b covers a: a &lt; b with nothing between, an edge of the Hasse diagram.
     *
     * @param b the upper point
     * @param a the lower point
     * @return whether the Hasse diagram has the edge
     */
    public boolean covers(int b, int a) {
        if (!less(a, b)) {
            return false;
        }
        for (int c = 0; c < size; c++) {
            if (less(a, c) && less(c, b)) {
                return false;
            }
        }
        return true;
    }

    /** The up-sets (filters) as bit masks, in increasing order. */
    public int[] upSets() {
        int[] sets = new int[1 << size];
        int count = 0;
        for (int set = 0; set < 1 << size; set++) {
            if (isUpSet(set)) {
                sets[count++] = set;
            }
        }
        return Arrays.copyOf(sets, count);
    }

    private boolean isUpSet(int set) {
        for (int a = 0; a < size; a++) {
            if ((set >> a & 1) == 1 && (above[a] & ~set) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The number e(P) of linear extensions: the ways to remove one minimal element after the other. */
    public long linearExtensions() {
        Map<Integer, Long> ways = new HashMap<>();
        ways.put(0, 1L);
        for (int set : upSets()) {
            long sum = set == 0 ? 1 : 0;
            for (int a = 0; a < size; a++) {
                if ((set >> a & 1) == 1) {
                    sum += ways.getOrDefault(set & ~(1 << a), 0L);
                }
            }
            ways.put(set, sum);
        }
        return ways.get((1 << size) - 1);
    }

    /** The volume e(P)/n! of the order polytope (Stanley). */
    public double orderPolytopeVolume() {
        double volume = linearExtensions();
        for (int i = 2; i <= size; i++) {
            volume /= i;
        }
        return volume;
    }

    /**
     * Whether a point of the unit cube lies in the order polytope.
     *
     * @param x n numbers
     * @return whether x_a ≤ x_b wherever a &lt; b
     */
    public boolean orders(double... x) {
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                if (less(a, b) && x[a] > x[b]) {
                    return false;
                }
            }
        }
        return true;
    }

    /**
     * The up-set on which the neuron attains its maximum at x: the linear region of x.
     *
     * @param x n numbers
     * @return the up-set as a bit mask; of several the smallest
     */
    public int region(double... x) {
        return region(upSets(), x);
    }

    /** The same with the up-sets at hand, for many points. */
    int region(int[] upSets, double... x) {
        int best = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int set : upSets) {
            double sum = 0;
            for (int i = 0; i < size; i++) {
                sum += (set >> i & 1) == 1 ? x[i] : 0;
            }
            if (sum > highest) {
                highest = sum;
                best = set;
            }
        }
        return best;
    }

    /** The relations of the relabelling that comes first in the alphabet: equal exactly for isomorphic posets. */
    private String canonical() {
        int[] order = new int[size];
        return smallest(order, 0, 0, "");
    }

    private String smallest(int[] order, int placed, int used, String best) {
        if (placed == size) {
            StringBuilder relations = new StringBuilder();
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    relations.append(less(order[i], order[j]) ? '1' : '0');
                }
            }
            String text = relations.toString();
            return best.isEmpty() || text.compareTo(best) < 0 ? text : best;
        }
        String least = best;
        for (int i = 0; i < size; i++) {
            if ((used >> i & 1) == 0) {
                order[placed] = i;
                least = smallest(order, placed + 1, used | 1 << i, least);
            }
        }
        return least;
    }

    private static void requireSize(int size) {
        if (size < 1 || size > LARGEST) {
            throw new IllegalArgumentException("a poset here has 1 to " + LARGEST + " points, got " + size);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("poset on " + size + " points");
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                if (covers(b, a)) {
                    text.append(' ').append(a).append('<').append(b);
                }
            }
        }
        return text.toString();
    }
}
