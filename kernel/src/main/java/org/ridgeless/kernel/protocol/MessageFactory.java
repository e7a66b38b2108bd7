package org.ridgeless.kernel.protocol;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the kernel's own messages; safe to use from any thread. */
final class MessageFactory {

    /** The version of the protocol that the kernel speaks. */
    static final String PROTOCOL = "5.4";

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final String session = UUID.randomUUID().toString();
    private final AtomicLong count = new AtomicLong();

    Message reply(Message request, String type, JsonObject content) {
        return new Message(request.identities(), header(type), request.header(), new JsonObject(), content, List.of());
    }

    Message broadcast(JsonObject parent, String type, JsonObject content) {
        return broadcast(parent, type, content, new JsonObject(), List.of());
    }

    Message broadcast(JsonObject parent, String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {
        byte[] topic = ("kernel." + session + "." + type).getBytes(StandardCharsets.UTF_8);
        return new Message(List.of(topic), header(type), parent, metadata, content, buffers);
    }

    private JsonObject header(String type) {
        JsonObject header = new JsonObject();
        header.addProperty("msg_id", session + "_" + count.incrementAndGet());
        header.addProperty("session", session);
        header.addProperty("username", "kernel");
        header.addProperty("date", ZonedDateTime.now(ZoneOffset.UTC).format(DATE));
        header.addProperty("msg_type", type);
        header.addProperty("version", PROTOCOL);
        return header;
    }
}
