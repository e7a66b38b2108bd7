package org.ridgeless.dynamics;

/** How batches are drawn. */
record Sampling(int size, boolean withReplacement) {}
