package org.ridgeless.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** A front end reduced to its sockets. */
final class WireClient implements AutoCloseable {

    /** Longer than any answer takes on the busiest machine: what comes no sooner never comes. */
    private static final int PATIENCE_MILLIS = 300_000;

    private static final int LOOK_MILLIS = 1000;

    private final BooleanSupplier alive;
    private final ZContext context = new ZContext(1);
    private final MessageCodec codec = new MessageCodec(KernelProcess.KEY);
    private final MessageFactory messages = new MessageFactory();
    private final List<Message> seen = new ArrayList<>();
    final ZMQ.Socket shell;
    final ZMQ.Socket control;
    final ZMQ.Socket stdin;
    final ZMQ.Socket heartbeat;
    final ZMQ.Socket iopub;

    WireClient(ConnectionFile connection) {
        this(connection, true);
    }

    /** One that does not wait for an answer of a process that has ended. */
    WireClient(KernelProcess kernel) {
        this(kernel.connection(), true, kernel::isAlive);
    }

    WireClient(ConnectionFile connection, boolean listens) {
        this(connection, listens, () -> true);
    }

    private WireClient(ConnectionFile connection, boolean listens, BooleanSupplier alive) {
        this.alive = alive;
        String ip = "tcp://" + connection.ip() + ":";
        String identity = java.util.UUID.randomUUID().toString();
        shell = open(SocketType.DEALER, ip + connection.shellPort(), identity);
        control = open(SocketType.DEALER, ip + connection.controlPort(), identity);
        stdin = open(SocketType.DEALER, ip + connection.stdinPort(), identity);
        heartbeat = open(SocketType.REQ, ip + connection.heartbeatPort(), identity);
        heartbeat.setReceiveTimeOut(PATIENCE_MILLIS);
        iopub = context.createSocket(SocketType.SUB);
        iopub.setRcvHWM(0);
        iopub.setReceiveTimeOut(LOOK_MILLIS);
        iopub.connect(ip + connection.iopubPort());
        if (listens) {
            iopub.subscribe("");
            awaitOnIopub(message -> message.type().equals("iopub_welcome"));
        }
    }

    private ZMQ.Socket open(SocketType type, String address, String identity) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setIdentity(identity.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        socket.setReceiveTimeOut(LOOK_MILLIS);
        socket.setLinger(0);
        socket.connect(address);
        return socket;
    }

    /** Sends a request and returns its identifier. */
    String send(ZMQ.Socket socket, String type, JsonObject content) {
        return send(socket, type, content, List.of());
    }

    String send(ZMQ.Socket socket, String type, JsonObject content, List<byte[]> buffers) {
        Message message = new Message(
                List.of(),
                messages.broadcast(new JsonObject(), type, content).header(),
                new JsonObject(),
                new JsonObject(),
                content,
                buffers);
        sendFrames(socket, codec.encode(message));
        return message.id();
    }

    static void sendFrames(ZMQ.Socket socket, List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
        }
    }

    /** The reply to a request; other replies that come first are dropped. */
    Message reply(ZMQ.Socket socket, String id) {
        while (true) {
            Message message = receive(socket);
            if (message.parent().has("msg_id")
                    && message.parent().get("msg_id").getAsString().equals(id)) {
                return message;
            }
        }
    }

    Message ask(ZMQ.Socket socket, String type, JsonObject content) {
        return reply(socket, send(socket, type, content));
    }

    Message receive(ZMQ.Socket socket) {
        List<byte[]> frames = new ArrayList<>();
        do {
            frames.add(frame(socket));
        } while (socket.hasReceiveMore());
        try {
            return codec.decode(frames);
        } catch (MalformedMessageException e) {
            throw new AssertionError("the kernel sent a malformed message", e);
        }
    }

    private byte[] frame(ZMQ.Socket socket) {
        for (int i = 0; i < PATIENCE_MILLIS / LOOK_MILLIS; i++) {
            boolean living = alive.getAsBoolean();
            byte[] frame = socket.recv();
            if (frame != null) {
                return frame;
            }
            if (!living) {
                throw new AssertionError("the kernel has ended and owes an answer; it has published "
                        + seen.stream().map(Message::type).toList());
            }
        }
        throw new AssertionError("no answer within " + PATIENCE_MILLIS + " ms");
    }

    /** Waits until the kernel has received all that was sent on the shell channel before, also while a cell runs. */
    void awaitReceipt() {
        ask(shell, "is_complete_request", code("1", 0));
    }

    /** Executes a cell and returns everything published for it up to its idle status. */
    Execution execute(String code) {
        return execute(execution(code));
    }

    Execution execute(JsonObject content) {
        String id = send(shell, "execute_request", content);
        return finish(id);
    }

    Execution finish(String id) {
        Message reply = reply(shell, id);
        return new Execution(reply, publishedFor(id));
    }

    /** What is published for a request, up to and with its idle status. */
    List<Message> publishedFor(String id) {
        awaitOnIopub(message -> isFor(id, message)
                && message.type().equals("status")
                && message.text("execution_state", "").equals("idle"));
        return seen.stream().filter(message -> isFor(id, message)).toList();
    }

    Message awaitOnIopub(Predicate<Message> wanted) {
        for (Message message : seen) {
            if (wanted.test(message)) {
                return message;
            }
        }
        while (true) {
            Message message = receive(iopub);
            seen.add(message);
            if (wanted.test(message)) {
                return message;
            }
        }
    }

    private static boolean isFor(String id, Message message) {
        return message.parent().has("msg_id")
                && message.parent().get("msg_id").getAsString().equals(id);
    }

    static JsonObject execution(String code) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("silent", false);
        content.addProperty("store_history", true);
        content.add("user_expressions", new JsonObject());
        content.addProperty("allow_stdin", true);
        content.addProperty("stop_on_error", true);
        return content;
    }

    static JsonObject code(String code, int cursor) {
        JsonObject content = new JsonObject();
        content.addProperty("code", code);
        content.addProperty("cursor_pos", cursor);
        return content;
    }

    MessageCodec codec() {
        return codec;
    }

    @Override
    public void close() {
        context.close();
    }

    /** A reply with what was published for its request. */
    record Execution(Message reply, List<Message> published) {

        String status() {
            return reply.text("status", "");
        }

        List<String> types() {
            return published.stream().map(Message::type).toList();
        }

        String stream(String name) {
            StringBuilder text = new StringBuilder();
            for (Message message : published) {
                if (message.type().equals("stream") && message.text("name", "").equals(name)) {
                    text.append(message.text("text", ""));
                }
            }
            return text.toString();
        }

        String result() {
            return published.stream()
                    .filter(message -> message.type().equals("execute_result"))
                    .map(message -> message.object("data").get("text/plain").getAsString())
                    .findFirst()
                    .orElse(null);
        }
    }
}
