package org.ridgeless.dynamics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What the rest of a run depends on besides the parameters. */
interface Memory {
    void save(DataOutput out) throws IOException;

    /** Takes over what {@link #save} wrote. */
    void load(DataInput in) throws IOException;
}
