package org.ridgeless.kernel.protocol;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.ridgeless.kernel.cell.MemoryReserve;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The one thread that touches a socket. It waits without polling; other threads hand over what to send and return at once,
 * so that an interrupt never hits them inside the socket.
 */
final class SocketLoop implements Runnable {

    /** How long a closed socket goes on sending what it holds. */
    static final int LINGER_MILLIS = 500;

    /** A frame that is longer than this ends its connection, before memory is taken for it or anybody knows who sent it. */
    private static final long MOST_BYTES =
            Math.min(256 << 20, Runtime.getRuntime().maxMemory() / 8);

    private static final byte[] TOO_MUCH = {};
    private static final int PATIENCE = 50;
    private static final long PAUSE_NANOS = 100_000_000;

    private final ZMQ.Socket socket;
    private final Selector selector;
    private final Queue<Supplier<List<byte[]>>> outgoing = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private final Listener listener;
    private volatile boolean closing;
    private final CountDownLatch closed = new CountDownLatch(1);
    private int failures;

    /** What a channel does on its socket's thread. */
    interface Listener {

        void received(List<byte[]> frames);

        /** Called whenever the loop is about to wait; returns for how long it may, in milliseconds, 0 for ever. */
        default long beforeWait() {
            return 0;
        }
    }

    SocketLoop(ZContext context, SocketType type, Address address, String name, Listener listener) {
        this.listener = listener;
        socket = context.createSocket(type);
        socket.setSndHWM(0);
        socket.setRcvHWM(0);
        socket.setMaxMsgSize(MOST_BYTES);
        socket.setLinger(LINGER_MILLIS);
        if (type == SocketType.XPUB) {
            socket.setXpubVerbose(true);
        }
        if (type == SocketType.ROUTER) {
            socket.setRouterHandover(true);
        }
        bind(address);
        try {
            selector = Selector.open();
            socket.getFD().register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread = new Thread(this, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler(context.getUncaughtExceptionHandler());
    }

    private void bind(Address address) {
        try {
            socket.bind(address.tcp());
        } catch (ZMQException e) {
            ZMQ.Error error = ZMQ.Error.findByCode(e.getErrorCode());
            String reason =
                    error == ZMQ.Error.EADDRINUSE ? "the port is in use by another program" : String.valueOf(error);
            throw new IllegalStateException("cannot listen on " + address + ": " + reason, e);
        }
        address.relayPath().ifPresent(path -> {
            String bound = endpoint();
            new IpcRelay(path, Integer.parseInt(bound.substring(bound.lastIndexOf(':') + 1))).start();
        });
    }

    void start() {
        thread.start();
    }

    /** The address that it listens on, with the port that was free where any would do. */
    String endpoint() {
        return socket.getLastEndpoint();
    }

    /** Hands over a message; it is encoded on the socket's thread. */
    void send(Supplier<List<byte[]>> frames) {
        outgoing.add(frames);
        selector.wakeup();
    }

    void wakeup() {
        selector.wakeup();
    }

    /** Sends what is left, closes the socket, and waits for that. */
    void close() {
        closing = true;
        selector.wakeup();
        try {
            closed.await(LINGER_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        try {
            while (!closing) {
                turn();
            }
            drain();
        } catch (ClosedSelectorException e) {
            KernelLog.warn("the loop " + thread.getName() + " was closed", e);
        } finally {
            socket.close();
            closed.countDown();
        }
    }

    /** A cell that fills the memory may hit any thread; the channel lives on, unless memory does not come back. */
    private void turn() {
        try {
            drain();
            pause();
            failures = 0;
        } catch (OutOfMemoryError e) {
            MemoryReserve.releaseFor(e);
            if (++failures == PATIENCE) {
                throw e;
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void drain() {
        boolean more = true;
        while (more) {
            more = sendAll() | receiveOne();
        }
    }

    private boolean sendAll() {
        boolean any = false;
        for (Supplier<List<byte[]>> next = outgoing.poll(); next != null; next = outgoing.poll()) {
            any = true;
            sendEncoded(next);
        }
        return any;
    }

    private void sendEncoded(Supplier<List<byte[]>> message) {
        List<List<byte[]>> encoded = new ArrayList<>(1);
        try {
            // Where there is no memory to put it into words, the message waits.
            MemoryReserve.insist(() -> encoded.add(message.get()));
            send(encoded.get(0));
        } catch (RuntimeException | Error e) {
            MemoryReserve.releaseFor(e);
            KernelLog.warn("a message could not be sent", e);
        }
    }

    private void send(List<byte[]> frames) {
        for (int i = 0; i < frames.size(); i++) {
            socket.send(frames.get(i), i + 1 < frames.size() ? ZMQ.SNDMORE : 0);
        }
    }

    private boolean receiveOne() {
        if ((socket.getEvents() & ZMQ.Poller.POLLIN) == 0) {
            return false;
        }
        byte[] frame = socket.recv(ZMQ.DONTWAIT);
        if (frame == null) {
            return false;
        }
        List<byte[]> frames = new ArrayList<>();
        long size = frame.length;
        frames.add(frame);
        while (socket.hasReceiveMore()) {
            byte[] next = socket.recv(0);
            size += next.length;
            frames.add(size > MOST_BYTES ? TOO_MUCH : next);
        }
        if (size > MOST_BYTES) {
            KernelLog.warn("dropped a message of " + size + " bytes", null);
            return true;
        }
        try {
            listener.received(frames);
        } catch (RuntimeException | Error e) {
            MemoryReserve.releaseFor(e);
            KernelLog.warn("a message was dropped", e);
        }
        return true;
    }

    private void pause() {
        long millis = listener.beforeWait();
        try {
            if (outgoing.isEmpty() && !closing) {
                selector.select(millis);
            }
            selector.selectedKeys().clear();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
