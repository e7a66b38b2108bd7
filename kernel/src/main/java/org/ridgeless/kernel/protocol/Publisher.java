package org.ridgeless.kernel.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.ridgeless.kernel.cell.CellOutput.Stream;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/**
 * The iopub channel. Text is collected and sent in pieces: at 64 KiB, after 25 ms, before any other message, and
 * whenever its stream or cell changes. Nothing is ever dropped: what is published before the first front end subscribes waits for
 * it, the last thousand messages at least.
 */
final class Publisher implements SocketLoop.Listener {

    private static final int BATCH_CHARACTERS = 1 << 16;
    private static final long BATCH_MILLIS = 25;
    private static final int BACKLOG_BATCHES = 256;
    private static final int MOST_HELD = 1000;

    private final MessageFactory messages;
    private final MessageCodec codec;
    private final SocketLoop loop;
    private final StringBuilder text = new StringBuilder();
    private JsonObject textParent;
    private Stream textStream;
    private long textSince;
    private int backlog;
    /** What nobody could hear yet; null from the first subscription on. */
    private Queue<Message> held = new ArrayDeque<>();

    Publisher(ZContext context, Address address, MessageFactory messages, MessageCodec codec) {
        this.messages = messages;
        this.codec = codec;
        loop = new SocketLoop(context, SocketType.XPUB, address, "iopub", this);
    }

    void start() {
        loop.start();
    }

    void close() {
        flush();
        loop.close();
    }

    void publish(JsonObject parent, String type, JsonObject content) {
        publish(messages.broadcast(parent, type, content));
    }

    void publish(JsonObject parent, String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {
        publish(messages.broadcast(parent, type, content, metadata, buffers));
    }

    private synchronized void publish(Message message) {
        flush();
        send(message);
    }

    private void send(Message message) {
        if (held == null) {
            loop.send(() -> codec.encode(message));
            return;
        }
        if (held.size() == MOST_HELD) {
            held.remove();
        }
        held.add(message);
    }

    void status(JsonObject parent, String state) {
        publish(parent, "status", Contents.state(state));
    }

    /**
     * Adds to what a cell has printed. A writer that is far ahead of the socket waits, or memory would fill up; one that
     * is interrupted does not wait.
     */
    synchronized void text(JsonObject parent, Stream stream, String more) {
        if (textParent != parent || textStream != stream || text.length() + more.length() > BATCH_CHARACTERS) {
            flush();
        }
        if (text.length() == 0) {
            textParent = parent;
            textStream = stream;
            textSince = System.nanoTime();
            loop.wakeup();
        }
        text.append(more);
        awaitRoom();
    }

    private void awaitRoom() {
        try {
            while (backlog > BACKLOG_BATCHES) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void flush() {
        if (text.length() == 0) {
            return;
        }
        JsonObject content = new JsonObject();
        content.addProperty("name", textStream == Stream.STDOUT ? "stdout" : "stderr");
        content.addProperty("text", text.toString());
        text.setLength(0);
        Message message = messages.broadcast(textParent, "stream", content);
        if (held != null) {
            send(message);
            return;
        }
        backlog++;
        loop.send(() -> encodeText(message));
    }

    private List<byte[]> encodeText(Message message) {
        synchronized (this) {
            backlog--;
            notifyAll();
        }
        return codec.encode(message);
    }

    @Override
    public synchronized long beforeWait() {
        if (text.length() == 0) {
            return 0;
        }
        long left = BATCH_MILLIS - (System.nanoTime() - textSince) / 1_000_000;
        if (left <= 0) {
            flush();
            return 0;
        }
        return left;
    }

    /** A front end subscribed: welcome it, so that it knows that from now on it misses nothing. */
    @Override
    public void received(List<byte[]> frames) {
        byte[] frame = frames.get(0);
        if (frame.length == 0 || frame[0] != 1) {
            return;
        }
        String subscription = new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8);
        JsonObject content = new JsonObject();
        content.addProperty("subscription", subscription);
        Message welcome = messages.broadcast(new JsonObject(), "iopub_welcome", content);
        List<byte[]> topic = List.of(subscription.getBytes(StandardCharsets.UTF_8));
        Message addressed = new Message(
                topic, welcome.header(), welcome.parent(), welcome.metadata(), welcome.content(), welcome.buffers());
        loop.send(() -> codec.encode(addressed));
        release();
    }

    private synchronized void release() {
        Queue<Message> kept = held;
        held = null;
        if (kept != null) {
            kept.forEach(this::send);
        }
    }
}
