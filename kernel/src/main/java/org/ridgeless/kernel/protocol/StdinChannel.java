package org.ridgeless.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.zeromq.ZContext;

/** Asks the front end that sent a request for a line of text. */
final class StdinChannel {

    private final MessageFactory messages;
    private final RequestChannel channel;
    private volatile Question open;

    private record Question(String id, BlockingQueue<String> answer) {}

    StdinChannel(ZContext context, Address address, MessageFactory messages, MessageCodec codec) {
        this.messages = messages;
        channel = new RequestChannel(context, address, "stdin", codec, this::answered);
    }

    void start() {
        channel.start();
    }

    void close() {
        channel.close();
    }

    String ask(Message request, String prompt, boolean password) throws InterruptedException {
        JsonObject content = new JsonObject();
        content.addProperty("prompt", prompt);
        content.addProperty("password", password);
        Message question = messages.reply(request, "input_request", content);
        Question mine = new Question(question.id(), new LinkedBlockingQueue<>());
        open = mine;
        channel.send(question);
        try {
            return mine.answer().take();
        } finally {
            open = null;
        }
    }

    private void answered(Message message) {
        Question asked = open;
        if (asked == null || !message.type().equals("input_reply")) {
            return;
        }
        // Some front ends leave the parent out; an answer that names another question is a late one.
        boolean late = message.parent().has("msg_id")
                && !message.parent().get("msg_id").toString().equals("\"" + asked.id() + "\"");
        if (!late) {
            asked.answer().add(message.text("value", ""));
        }
    }
}
