package org.ridgeless.kernel.extension;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A connection between the kernel and a front end, on which either side sends JSON at any time (the comms of Jupyter's
 * messaging protocol). Safe to use from any thread. Handlers run one after the other, on the thread of the cells.
 */
public interface Comm {

    /** The identifier that both sides know. */
    String id();

    /** The name of what answers on the other side. */
    String target();

    /** What came with the opening. */
    JsonObject opening();

    /**
     * Sends data to the other side.
     *
     * @throws IllegalStateException if it is closed
     */
    default void send(JsonObject data) {
        send(data, new JsonObject(), List.of());
    }

    /**
     * Sends data with metadata and with buffers, bytes that need no text around them; all are copied.
     *
     * @throws IllegalStateException if it is closed
     */
    void send(JsonObject data, JsonObject metadata, List<byte[]> buffers);

    /** Says what to do with each message from the other side; replaces what was said before. */
    default Comm onMessage(Consumer<JsonObject> handler) {
        return onMessage((data, buffers) -> handler.accept(data));
    }

    /** Says what to do with each message from the other side and the buffers that came with it. */
    Comm onMessage(BiConsumer<JsonObject, List<byte[]>> handler);

    /** Says what to do when the other side closes; replaces what was said before. */
    Comm onClose(Consumer<JsonObject> handler);

    /** Closes both sides; without effect on one that is closed. */
    void close();

    /** Whether either side has closed it. */
    boolean isClosed();
}
