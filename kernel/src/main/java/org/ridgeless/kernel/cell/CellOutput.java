package org.ridgeless.kernel.cell;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * Receives what one cell puts out, in order. Calls come from the cell's own threads, possibly from several at once and,
 * where a thread outlives its cell, also after the cell has ended.
 */
public interface CellOutput {

    /** Which standard stream a text was written to. */
    enum Stream {
        STDOUT,
        STDERR
    }

    void text(Stream stream, String text);

    void display(MimeBundle bundle);

    /** Replaces the displays that carry the bundle's display identifier. */
    void updateDisplay(MimeBundle bundle);

    void clear(boolean wait);

    /** Sends a message of a comm; where no front end listens, to nobody. */
    default void comm(String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {}

    /**
     * Asks for a line of text, without its line end.
     *
     * @throws IOException if nobody can be asked
     * @throws InterruptedException if the cell is interrupted meanwhile
     */
    default String readLine(String prompt, boolean password) throws IOException, InterruptedException {
        throw new IOException("this cell asks for input, but it runs where nobody can answer;"
                + " give the value in the code or as a parameter instead");
    }

    /** Whether somebody may see it, and refer to what was seen. */
    default boolean isWatched() {
        return true;
    }

    /** Whether the cell was told to stop, possibly before it began. */
    default boolean cancelled() {
        return false;
    }
}
