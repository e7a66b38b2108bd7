package org.ridgeless.cluster;

import java.io.Serializable;

/** What an executor sends back: the place of a cell in the job and its outcome as bytes, which keep every bit. */
record Result(int index, byte[] outcome) implements Serializable {}
