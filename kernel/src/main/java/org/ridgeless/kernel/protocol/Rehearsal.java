package org.ridgeless.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.List;
import org.ridgeless.kernel.cell.MimeBundle;

/**
 * The messages about a cell that nobody sent, made and read as those of a real one and then left: what the first cell would have to
 * wait for is then loaded and compiled.
 */
final class Rehearsal {

    private static final String KEY = "rehearsal";

    private final MessageFactory messages = new MessageFactory();
    private final MessageCodec codec = new MessageCodec(KEY);
    private final History history;

    Rehearsal(History history) {
        this.history = history;
    }

    /** @param value what a cell has shown */
    void answer(MimeBundle value) {
        history.prepare();
        Message request = request();
        send(request, "status", Contents.state("busy"));
        send(request, "execute_input", Contents.input(request.text("code", ""), 1));
        send(request, "execute_result", Contents.result(value, 1));
        codec.encode(messages.reply(request, "execute_reply", Contents.executed(true, 1)));
        send(request, "status", Contents.state("idle"));
    }

    private void send(Message request, String type, JsonObject content) {
        codec.encode(messages.broadcast(request.header(), type, content));
    }

    private Message request() {
        JsonObject content = new JsonObject();
        content.addProperty("code", "");
        content.addProperty("silent", false);
        List<byte[]> frames = codec.encode(messages.broadcast(new JsonObject(), "execute_request", content));
        try {
            Message request = codec.decode(frames);
            request.date();
            return request;
        } catch (MalformedMessageException e) {
            throw new IllegalStateException("a message of our own cannot be read", e);
        }
    }
}
