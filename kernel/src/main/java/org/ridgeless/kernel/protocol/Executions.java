package org.ridgeless.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.ridgeless.kernel.cell.Cell;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.CellResult;
import org.ridgeless.kernel.cell.MemoryReserve;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.shell.JavaShell;

/** The cells that front ends want executed and the messages of comms, one after the other on a thread of their own. */
final class Executions implements Runnable {

    private static final long STACK_BYTES = 64 << 20;
    private static final Duration ON_ITS_WAY = Duration.ofMillis(100);

    private final CompletableFuture<JavaShell> shell;
    private final Publisher publisher;
    private final StdinChannel stdin;
    private final History history;
    private final BiConsumer<Message, JsonObject> reply;
    private final Deque<Message> queue = new ArrayDeque<>();
    /** The compiler goes as deep into the stack as code is nested. */
    private final Thread thread = new Thread(null, this, "execute", STACK_BYTES);
    /** The output of the request being served; null between requests. */
    private volatile PublishedOutput running;

    private int count;
    private Instant failed = Instant.EPOCH;
    private int doomed;

    Executions(
            CompletableFuture<JavaShell> shell,
            Publisher publisher,
            StdinChannel stdin,
            History history,
            BiConsumer<Message, JsonObject> reply,
            Thread.UncaughtExceptionHandler onDeath) {
        thread.setUncaughtExceptionHandler(onDeath);
        this.shell = shell;
        this.publisher = publisher;
        this.stdin = stdin;
        this.history = history;
        this.reply = reply;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The header of the request being served, which what is said meanwhile belongs to. */
    JsonObject header() {
        PublishedOutput output = running;
        return output == null ? new JsonObject() : output.header();
    }

    /** Whether a request is being served. */
    boolean isRunning() {
        return running != null;
    }

    synchronized void add(Message request) {
        queue.add(request);
        notifyAll();
    }

    /** Waits for a request; from the moment it leaves the queue, it is the one that an interrupt means. */
    private synchronized Message next() throws InterruptedException {
        while (queue.isEmpty()) {
            wait();
        }
        running = new PublishedOutput(queue.element(), publisher, stdin);
        return queue.remove();
    }

    /**
     * Stops the running cell, also one that is still waiting for the shell to start, and what is queued behind it; between
     * two cells, what is queued.
     */
    void interrupt() {
        synchronized (this) {
            if (running == null) {
                if (!queue.isEmpty()) {
                    abortQueue();
                }
                return;
            }
            running.cancel();
        }
        if (shell.isDone() && !shell.isCompletedExceptionally()) {
            shell.join().interrupt();
        }
    }

    @Override
    public void run() {
        while (true) {
            try {
                serve(next());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException | Error e) {
                MemoryReserve.releaseFor(e);
                KernelLog.warn("a request failed", e);
            }
        }
    }

    private void serve(Message request) {
        MemoryReserve.insist(() -> publisher.status(request.header(), "busy"));
        try {
            if (!isExecution(request)) {
                receive(request);
            } else if (isOvertaken(request)) {
                abort(request);
            } else {
                execute(request);
            }
        } finally {
            ended();
            MemoryReserve.insist(() -> publisher.status(request.header(), "idle"));
        }
    }

    private synchronized void ended() {
        running = null;
    }

    private static boolean isExecution(Message request) {
        return request.type().equals("execute_request");
    }

    private void execute(Message request) {
        boolean ok = false;
        try {
            ok = execute(request, running);
        } catch (RuntimeException | Error e) {
            MemoryReserve.releaseFor(e);
            KernelLog.warn("a cell could not be answered as it should", e);
            MemoryReserve.insist(() -> reply.accept(request, unanswered(e)));
        }
        // An interrupt that comes when a cell is just done still means those behind it.
        if ((!ok || running.cancelled()) && request.flag("stop_on_error", true)) {
            abortQueue();
        }
    }

    private static JsonObject unanswered(Throwable thrown) {
        String message = "the kernel could not answer this cell: " + thrown;
        JsonObject content = Contents.error(new CellError("KernelError", message, List.of(message), 0));
        content.addProperty("status", "error");
        return content;
    }

    private synchronized void abortQueue() {
        failed = Instant.now();
        doomed = (int) queue.stream().filter(Executions::isExecution).count();
    }

    /** A message of a comm: its handlers run between cells, and what goes wrong in them is shown as output. */
    private void receive(Message request) {
        PublishedOutput output = running;
        try {
            shell.join()
                    .receive(request.type(), request.content(), request.buffers(), output)
                    .ifPresent(error ->
                            output.text(CellOutput.Stream.STDERR, String.join("\n", error.plainTraceback()) + "\n"));
            publisher.flush();
        } catch (CompletionException e) {
            KernelLog.warn("a comm was left alone, for the Java shell could not start", e);
        }
    }

    /**
     * Whether a request was sent before its sender could know of the failure of the one before it: it was waiting then, or
     * on its way. Clocks of different machines differ, so only what comes right after is judged by its date.
     */
    private synchronized boolean isOvertaken(Message request) {
        if (doomed > 0) {
            doomed--;
            return true;
        }
        boolean isRecent = Duration.between(failed, Instant.now()).compareTo(ON_ITS_WAY) < 0;
        return isRecent && request.date().filter(failed::isAfter).isPresent();
    }

    private void abort(Message request) {
        // Without a number, which a front end would show as if the cell had run.
        reply.accept(request, Contents.status("aborted"));
    }

    private boolean execute(Message request, PublishedOutput output) {
        String code = request.text("code", "");
        boolean silent = request.flag("silent", false);
        boolean store = !silent && request.flag("store_history", true);
        if (store) {
            count++;
            history.add(count, code);
        }
        int number = store ? count : Math.max(1, count);
        if (!silent) {
            publisher.publish(request.header(), "execute_input", Contents.input(code, number));
        }
        CellResult result = evaluate(new Cell(code, number, silent), output);
        publisher.flush();
        JsonObject content = Contents.executed(result.ok(), number);
        if (!silent) {
            publish(request, result, number);
        }
        result.error()
                .ifPresent(
                        error -> Contents.error(error).entrySet().forEach(e -> content.add(e.getKey(), e.getValue())));
        content.add("user_expressions", result.ok() ? expressions(request, number) : new JsonObject());
        content.add("payload", new JsonArray());
        reply.accept(request, content);
        return result.ok();
    }

    private CellResult evaluate(Cell cell, PublishedOutput output) {
        try {
            return shell.join().evaluate(cell, output);
        } catch (CompletionException e) {
            return failed(cell, "the Java shell could not start: " + e.getCause());
        } catch (RuntimeException | Error e) {
            MemoryReserve.releaseFor(e);
            KernelLog.warn("a cell could not be evaluated", e);
            return failed(cell, "the kernel could not evaluate this cell: " + e);
        }
    }

    private static CellResult failed(Cell cell, String message) {
        CellError error = new CellError("KernelError", message, List.of("KernelError: " + message), 0);
        return new CellResult(
                CellResult.Status.ERROR, cell.number(), Optional.empty(), Optional.of(error), Duration.ZERO);
    }

    private void publish(Message request, CellResult result, int number) {
        result.result()
                .ifPresent(bundle ->
                        publisher.publish(request.header(), "execute_result", Contents.result(bundle, number)));
        result.error().ifPresent(error -> publisher.publish(request.header(), "error", Contents.error(error)));
    }

    private JsonObject expressions(Message request, int number) {
        JsonObject values = new JsonObject();
        for (Map.Entry<String, JsonElement> entry :
                request.object("user_expressions").entrySet()) {
            values.add(entry.getKey(), expression(request, entry.getValue(), number));
        }
        return values;
    }

    private JsonObject expression(Message request, JsonElement expression, int number) {
        String code = expression.isJsonPrimitive() ? expression.getAsString() : "";
        PublishedOutput output = new PublishedOutput(request, publisher, stdin);
        CellResult result = evaluate(new Cell(code, number, false), output);
        if (result.error().isPresent()) {
            JsonObject content = Contents.error(result.error().get());
            content.addProperty("status", "error");
            return content;
        }
        return Contents.expression(result.result().orElse(MimeBundle.text("null")));
    }
}
