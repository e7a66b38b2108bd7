package org.ridgeless.kernel.shell;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ridgeless.kernel.cell.CellScope;
import org.ridgeless.kernel.cell.Scopes;
import org.ridgeless.kernel.extension.Comm;

/** The open comms of a session, and the targets that front ends may open. */
final class Comms {

    private final Map<String, Consumer<Comm>> targets = new ConcurrentHashMap<>();
    private final Map<String, OpenComm> open = new ConcurrentHashMap<>();

    void register(String target, Consumer<Comm> opened) {
        targets.put(target, opened);
    }

    Comm open(String target, JsonObject data, JsonObject metadata, List<byte[]> buffers) {
        OpenComm comm = new OpenComm(UUID.randomUUID().toString(), target, data);
        open.put(comm.id, comm);
        JsonObject content = comm.content(data);
        content.addProperty("target_name", target);
        publish("comm_open", content, metadata, buffers);
        return comm;
    }

    /** Deals with comm_open, comm_msg or comm_close from a front end. */
    void received(String type, JsonObject content, List<byte[]> buffers) {
        String id = text(content, "comm_id");
        JsonObject data = content.has("data") && content.get("data").isJsonObject()
                ? content.getAsJsonObject("data")
                : new JsonObject();
        if (type.equals("comm_open")) {
            opened(id, text(content, "target_name"), data);
            return;
        }
        OpenComm comm = open.get(id);
        if (comm == null) {
            // The other side may not know yet that it is closed.
            return;
        }
        if (type.equals("comm_close")) {
            open.remove(id);
            comm.closed.accept(data);
        } else {
            comm.message.accept(data, buffers);
        }
    }

    private void opened(String id, String target, JsonObject data) {
        Consumer<Comm> handler = targets.get(target);
        OpenComm comm = new OpenComm(id, target, data);
        if (handler == null) {
            publish("comm_close", comm.content(new JsonObject()));
            return;
        }
        open.put(id, comm);
        try {
            handler.accept(comm);
        } catch (RuntimeException | Error e) {
            comm.close();
            throw e;
        }
    }

    /** The content of a comm_info_reply: all that are open, or those of one target. */
    JsonObject info(Optional<String> target) {
        JsonObject all = new JsonObject();
        open.values().stream()
                .filter(comm -> target.isEmpty() || target.get().equals(comm.target))
                .forEach(comm -> {
                    JsonObject entry = new JsonObject();
                    entry.addProperty("target_name", comm.target);
                    all.add(comm.id, entry);
                });
        return all;
    }

    private static String text(JsonObject content, String name) {
        return content.has(name) && content.get(name).isJsonPrimitive()
                ? content.get(name).getAsString()
                : "";
    }

    private static void publish(String type, JsonObject content) {
        publish(type, content, new JsonObject(), List.of());
    }

    /** It is sent later, and its owner may use metadata and buffers again at once. */
    private static void publish(String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {
        Scopes.current()
                .map(CellScope::output)
                .orElseThrow(() ->
                        new IllegalStateException("nothing can be sent from here: this thread belongs to no cell"))
                .comm(
                        type,
                        content,
                        metadata.deepCopy(),
                        buffers.stream().map(byte[]::clone).toList());
    }

    private final class OpenComm implements Comm {

        private final String id;
        private final String target;
        private final JsonObject opening;
        private volatile BiConsumer<JsonObject, List<byte[]>> message = (data, buffers) -> {};
        private volatile Consumer<JsonObject> closed = data -> {};

        OpenComm(String id, String target, JsonObject opening) {
            this.id = id;
            this.target = target;
            this.opening = opening;
        }

        private JsonObject content(JsonObject data) {
            JsonObject content = new JsonObject();
            content.addProperty("comm_id", id);
            // It is sent later, and its owner may use it again at once.
            content.add("data", data.deepCopy());
            return content;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String target() {
            return target;
        }

        @Override
        public JsonObject opening() {
            return opening;
        }

        @Override
        public void send(JsonObject data, JsonObject metadata, List<byte[]> buffers) {
            if (isClosed()) {
                throw new IllegalStateException("the comm " + id + " for " + target + " is closed");
            }
            publish("comm_msg", content(data), metadata, buffers);
        }

        @Override
        public Comm onMessage(BiConsumer<JsonObject, List<byte[]>> handler) {
            message = handler;
            return this;
        }

        @Override
        public Comm onClose(Consumer<JsonObject> handler) {
            closed = handler;
            return this;
        }

        @Override
        public void close() {
            if (open.remove(id, this)) {
                publish("comm_close", content(new JsonObject()));
            }
        }

        @Override
        public boolean isClosed() {
            return open.get(id) != this;
        }
    }
}
