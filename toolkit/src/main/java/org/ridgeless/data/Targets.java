package org.ridgeless.data;

/** What the targets of a data set are. */
public enum Targets {
    /** One number a sample, +1 or −1. */
    BINARY,
    /** One class out of several, as a row with a single 1. */
    CLASSES,
    /** Any real numbers. */
    REAL
}
