package org.ridgeless.kernel.cell;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ridgeless.kernel.cell.CellOutput.Stream;
import org.ridgeless.kernel.extension.KernelSession;

/** One evaluation of one cell: where its threads' output goes, and whether it was asked to stop. */
public final class CellScope {

    private final KernelSession session;
    private final CellOutput output;
    private final int number;
    private final Map<Stream, Decoder> decoders = new EnumMap<>(Stream.class);
    private final Set<String> classes = ConcurrentHashMap.newKeySet();
    private final long firstThread = new Thread(() -> {}).getId();
    private volatile long lastThread = Long.MAX_VALUE;
    private volatile List<String> written = List.of();
    private volatile Object result;
    private volatile boolean interrupted;
    private volatile Duration exceeded;
    private volatile boolean abandoned;
    private volatile Thread abandonedThread;

    public CellScope(KernelSession session, CellOutput output, int number) {
        this.session = session;
        this.output = output;
        this.number = number;
        for (Stream stream : Stream.values()) {
            decoders.put(stream, new Decoder());
        }
    }

    public KernelSession session() {
        return session;
    }

    public CellOutput output() {
        return output;
    }

    public int number() {
        return number;
    }

    /** Notes the lines of the cell as a person wrote them. */
    public void wrote(List<String> lines) {
        written = lines;
    }

    public List<String> written() {
        return written;
    }

    /** Whether a thread came into being while this cell ran. */
    public boolean sawTheStartOf(Thread thread) {
        return thread.getId() > firstThread && thread.getId() <= lastThread;
    }

    /** Notes that the code of a class is this cell's. */
    public void define(String className) {
        classes.add(className);
    }

    /** Whether the code of a class, or of a lambda in it, is this cell's. */
    public boolean defined(String className) {
        int lambda = className.indexOf("$$Lambda");
        return classes.contains(lambda < 0 ? className : className.substring(0, lambda));
    }

    /** Threads that start from now on belong to later cells, even while some of this one's refuse to end. */
    private void endOfThreads() {
        if (lastThread == Long.MAX_VALUE) {
            lastThread = new Thread(() -> {}).getId();
        }
    }

    public void write(Stream stream, byte[] bytes, int offset, int length) {
        if (abandoned) {
            return;
        }
        Decoder decoder = decoders.get(stream);
        synchronized (decoder) {
            String text = decoder.decode(bytes, offset, length);
            if (!text.isEmpty()) {
                output.text(stream, text);
            }
        }
    }

    /** Takes the value of the cell's last expression. */
    public void handOver(Object value) {
        result = value;
    }

    /** Gives the value away, once. */
    public Object takeResult() {
        Object taken = result;
        result = null;
        return taken;
    }

    /** A remark of the kernel's own about the cell. */
    public void notice(String text) {
        output.text(Stream.STDERR, text + "\n");
    }

    public void interrupt() {
        interrupted = true;
    }

    /** Interrupts the cell because one of its statements took longer than it may. */
    public void expire(Duration limit) {
        exceeded = limit;
        interrupted = true;
    }

    /** The limit that a statement has exceeded. */
    public Optional<Duration> exceeded() {
        return Optional.ofNullable(exceeded);
    }

    public boolean isInterrupted() {
        return interrupted;
    }

    /** Gives up on threads of this cell that cannot be stopped: they go on in silence. */
    public void abandon() {
        endOfThreads();
        abandoned = true;
    }

    public void abandon(Thread thread) {
        abandonedThread = thread;
        abandon();
    }

    public boolean isAbandoned(Thread thread) {
        return abandonedThread == thread;
    }

    public boolean isAbandoned() {
        return abandoned;
    }

    public void checkInterrupted() throws CellInterrupted {
        if (interrupted) {
            throw new CellInterrupted();
        }
    }

    /** Bytes to text, where a character may be split over two writes. */
    private static final class Decoder {

        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private byte[] rest = new byte[0];

        String decode(byte[] bytes, int offset, int length) {
            ByteBuffer in = ByteBuffer.allocate(rest.length + length);
            in.put(rest).put(bytes, offset, length).flip();
            CharBuffer out = CharBuffer.allocate(in.remaining());
            decoder.decode(in, out, false);
            rest = new byte[in.remaining()];
            in.get(rest);
            return out.flip().toString();
        }
    }
}
