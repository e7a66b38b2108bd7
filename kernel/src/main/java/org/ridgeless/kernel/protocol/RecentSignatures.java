package org.ridgeless.kernel.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/** The signatures seen lately, so that a recorded message cannot be played again. */
final class RecentSignatures {

    private static final int CAPACITY = 65_536;

    private final Set<String> seen = new LinkedHashSet<>();

    /** False if the signature was seen before. */
    boolean add(byte[] signature) {
        boolean added = seen.add(new String(signature, StandardCharsets.ISO_8859_1));
        if (seen.size() > CAPACITY) {
            Iterator<String> oldest = seen.iterator();
            oldest.next();
            oldest.remove();
        }
        return added;
    }
}
