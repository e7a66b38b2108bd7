package org.ridgeless.random;

import java.nio.charset.StandardCharsets;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A node in a tree of random seeds: every random thing in the toolkit takes its stream from one.
 *
 * <p>A child is named, never drawn from its parent, so what a stream yields depends on the root seed and on the path of
 * names alone: not on the order in which children are asked for, and not on the number of threads.
 *
 * {@snippet file="LinearAlgebraTest.java" region="seeds"}
 *
 * <p>The tree is mixed with the finalizer of SplitMix64 (Steele, Lea and Flood, <i>Fast splittable pseudorandom number
 * generators</i>, OOPSLA 2014, Figure 16) after absorbing each name byte by byte; the streams are xoshiro256++ of Apache
 * Commons RNG (Blackman and Vigna, ACM TOMS 47:36, 2021), whose sequences do not depend on the JDK.
 */
public final class Seeds {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final long state;

    private Seeds(long state) {
        this.state = state;
    }

    /**
     * The root of a tree of seeds.
     *
     * @param seed any number; neighbours give unrelated trees
     * @return the root
     */
    public static Seeds of(long seed) {
        return new Seeds(mix(seed + GOLDEN_GAMMA));
    }

    /**
     * The child of this node with the given name.
     *
     * @param name any text; equal names give equal children
     * @return the child, which does not depend on what else was asked for
     */
    public Seeds child(String name) {
        // The length keeps ("ab", "c") apart from ("a", "bc").
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        long hash = mix(state ^ mix(bytes.length + GOLDEN_GAMMA));
        for (byte b : bytes) {
            hash = mix(hash + GOLDEN_GAMMA + b);
        }
        return new Seeds(mix(hash));
    }

    /**
     * The child of this node with the given number.
     *
     * @param index for example a trial or a grid cell; equal numbers give equal children
     * @return the child
     */
    public Seeds child(long index) {
        return new Seeds(mix(mix(state + GOLDEN_GAMMA) ^ mix(index - GOLDEN_GAMMA)));
    }

    /**
     * Number {@code index} of the sequence of SplitMix64 that the seed starts, for places that have no room for a stream.
     *
     * @param seed any number
     * @param index from 0
     * @return 64 bits that look random
     */
    public static long hash(long seed, long index) {
        return mix(seed + (index + 1) * GOLDEN_GAMMA);
    }

    /** This node as a number, for tools that want a plain seed. */
    public long value() {
        return state;
    }

    /** A fresh random stream; two calls give two streams that yield the same numbers. */
    public UniformRandomProvider stream() {
        long[] seed = new long[4];
        long s = state;
        for (int i = 0; i < seed.length; i++) {
            s += GOLDEN_GAMMA;
            seed[i] = mix(s);
        }
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    @Override
    public String toString() {
        return String.format("Seeds[%016x]", state);
    }
}
