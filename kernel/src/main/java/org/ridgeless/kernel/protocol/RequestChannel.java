package org.ridgeless.kernel.protocol;

import java.util.List;
import java.util.function.Consumer;
import org.ridgeless.kernel.cell.MemoryReserve;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** A channel on which front ends ask and the kernel answers: shell, control or stdin. */
final class RequestChannel implements SocketLoop.Listener {

    private final String name;
    private final MessageCodec codec;
    private final SocketLoop loop;
    private final Consumer<Message> handler;

    RequestChannel(ZContext context, Address address, String name, MessageCodec codec, Consumer<Message> handler) {
        this.name = name;
        this.codec = codec;
        this.handler = handler;
        loop = new SocketLoop(context, SocketType.ROUTER, address, name, this);
    }

    void start() {
        loop.start();
    }

    void close() {
        loop.close();
    }

    void send(Message message) {
        loop.send(() -> codec.encode(message));
    }

    @Override
    public void received(List<byte[]> frames) {
        try {
            Message message = codec.decode(frames);
            MemoryReserve.insist(() -> handler.accept(message));
        } catch (MalformedMessageException e) {
            KernelLog.warn("dropped a message on " + name + ": " + e.getMessage(), null);
        }
    }
}
