package org.ridgeless.kernel.magics;

import java.util.List;
import org.ridgeless.kernel.extension.KernelSession;

/** A magic. Further ones are found by {@link java.util.ServiceLoader} on the class path of the kernel. */
public interface Magic {
    /** Where a magic may stand. */
    enum Place {
        LINE,
        CELL,
        BOTH
    }

    /** The names, without the percent sign; the first is the one that help shows. */
    List<String> names();

    Place place();

    /** How to call it and what it does: the first line stands in lists. */
    String help();

    /**
     * Does it.
     *
     * @return the value of the call in Java code, or null
     * @throws Exception with a message for the reader if it cannot be done
     */
    Object run(MagicCall call, KernelSession session) throws Exception;
}
