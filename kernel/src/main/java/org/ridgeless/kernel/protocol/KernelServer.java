package org.ridgeless.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ridgeless.kernel.cell.MemoryReserve;
import org.ridgeless.kernel.cell.MimeBundle;
import org.ridgeless.kernel.shell.JavaShell;
import org.zeromq.SocketType;
import org.zeromq.ZContext;

/** The kernel behind a connection file: binds its sockets, answers requests, ends when asked to. */
public final class KernelServer {

    private static final long LAST_MILLIS = 10L * SocketLoop.LINGER_MILLIS;

    private final ZContext context = new ZContext(1);
    private final MessageFactory messages = new MessageFactory();
    private final History history = new History(HistoryFile.ofUser());
    private final Rehearsal rehearsal = new Rehearsal(history);
    private final CountDownLatch shutdown = new CountDownLatch(1);
    private final ConnectionFile connection;
    private final CompletableFuture<JavaShell> shell;
    private final Publisher publisher;
    private final StdinChannel stdin;
    private final RequestChannel shellChannel;
    private final RequestChannel controlChannel;
    private final SocketLoop heartbeat;
    private final Executions executions;
    private final ExecutorService assistant;
    private final DebuggerOfKernel debugger;
    private final DebugRequests debugging;
    private final ExecutorService debugThread;
    private final Consumer<Throwable> end;

    /**
     * Binds the sockets.
     *
     * @param shell the shell, which may still be starting
     * @param end what to do when a thread that front ends rely on has died, and nothing would answer them any more
     */
    public KernelServer(ConnectionFile connection, CompletableFuture<JavaShell> shell, Consumer<Throwable> end) {
        KernelLog.prepare();
        this.connection = connection;
        this.shell = shell;
        this.end = end;
        context.setUncaughtExceptionHandler((thread, thrown) -> die(thrown));
        String key = connection.key();
        publisher =
                new Publisher(context, Address.of(connection, connection.iopubPort()), messages, new MessageCodec(key));
        stdin = new StdinChannel(
                context, Address.of(connection, connection.stdinPort()), messages, new MessageCodec(key));
        shellChannel = new RequestChannel(
                context, Address.of(connection, connection.shellPort()), "shell", new MessageCodec(key), this::onShell);
        controlChannel = new RequestChannel(
                context,
                Address.of(connection, connection.controlPort()),
                "control",
                new MessageCodec(key),
                this::onControl);
        heartbeat = heartbeat(Address.of(connection, connection.heartbeatPort()));
        executions = new Executions(
                shell,
                publisher,
                stdin,
                history,
                (request, content) -> reply(shellChannel, request, "execute_reply", content),
                context.getUncaughtExceptionHandler());
        assistant = oneThread("assist");
        debugThread = oneThread("debug");
        debugger = new DebuggerOfKernel(event -> publisher.publish(executions.header(), "debug_event", event));
        debugging = new DebugRequests(shell::join, debugger);
    }

    private static ExecutorService oneThread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Sends back what comes, envelope and all. A socket of the kind REP would keep the envelope itself, and loses an answer where a
     * peer has left in the middle of a request before.
     */
    private SocketLoop heartbeat(Address address) {
        SocketLoop[] self = new SocketLoop[1];
        self[0] =
                new SocketLoop(context, SocketType.ROUTER, address, "heartbeat", frames -> self[0].send(() -> frames));
        return self[0];
    }

    /** Starts to answer. */
    public void start() {
        publisher.start();
        stdin.start();
        heartbeat.start();
        publisher.status(new JsonObject(), "starting");
        debugger.start(shell);
        executions.start();
        shellChannel.start();
        controlChannel.start();
    }

    /** Makes the messages about a cell that has shown something, and sends them to nobody. */
    public void rehearse(MimeBundle shown) {
        rehearsal.answer(shown);
    }

    /** Waits until a front end asks for the end, and closes the sockets once what they hold is sent. */
    public void awaitShutdown() throws InterruptedException {
        shutdown.await();
        debugger.letGo(true);
        closeSockets();
    }

    private void closeSockets() throws InterruptedException {
        shellChannel.close();
        controlChannel.close();
        stdin.close();
        publisher.close();
        heartbeat.close();
        awaitDelivery();
    }

    /**
     * A closed socket leaves its last messages to ZeroMQ's own thread, and only the end of the context says that they
     * are out: without it the reply to the request for shutdown is lost on a busy machine.
     */
    private void awaitDelivery() throws InterruptedException {
        Thread end = new Thread(context::close, "end");
        end.setDaemon(true);
        end.start();
        end.join(2 * SocketLoop.LINGER_MILLIS);
    }

    /** Tells the person, if that is still possible. */
    private void die(Throwable thrown) {
        MemoryReserve.releaseFor(thrown);
        try {
            Thread last = new Thread(() -> sayWhy(thrown), "last words");
            last.setDaemon(true);
            last.start();
            // What has ended the thread may have interrupted it as well.
            Thread.interrupted();
            last.join(LAST_MILLIS);
        } catch (InterruptedException | RuntimeException | Error e) {
            MemoryReserve.releaseFor(e);
        } finally {
            end.accept(thrown);
        }
    }

    private void sayWhy(Throwable thrown) {
        MemoryReserve.insist(() -> publishWhy(thrown));
        try {
            closeSockets();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publishWhy(Throwable thrown) {
        String why = "The kernel cannot go on and ends itself, with all its variables: " + thrown;
        KernelLog.warn(why, null);
        JsonObject content = new JsonObject();
        content.addProperty("name", "stderr");
        content.addProperty("text", why + "\n");
        publisher.publish(executions.header(), "stream", content);
    }

    /** Ends the kernel as if a front end had asked for it. */
    public void shutDown() {
        shutdown.countDown();
    }

    /** Stops the running cell, as Ctrl-C does. */
    public void interrupt() {
        executions.interrupt();
        debugger.letGo(executions.isRunning());
    }

    private void onShell(Message request) {
        switch (request.type()) {
            case "execute_request" -> executions.add(request);
            case "complete_request" -> assist(request, "complete_reply", Assistance::complete);
            case "inspect_request" -> assist(request, "inspect_reply", Assistance::inspect);
            case "is_complete_request" -> assist(request, "is_complete_reply", Assistance::isComplete);
            case "history_request" -> assist(request, "history_reply", history::answer);
            default -> onEither(shellChannel, request);
        }
    }

    private void onControl(Message request) {
        switch (request.type()) {
            case "interrupt_request" -> {
                interrupt();
                answer(controlChannel, request, "interrupt_reply", Contents.ok());
            }
            case "debug_request" ->
                // What renders a value runs code of cells, which may not come back.
                assist(
                        request.text("command", "").equals("richInspectVariables") ? assistant : debugThread,
                        controlChannel,
                        request,
                        "debug_reply",
                        debugging::answer);
            default -> onEither(controlChannel, request);
        }
    }

    private void onEither(RequestChannel channel, Message request) {
        switch (request.type()) {
            case "kernel_info_request" -> answer(channel, request, "kernel_info_reply", Contents.kernelInfo());
            case "connect_request" -> answer(channel, request, "connect_reply", Contents.ports(connection));
            case "comm_info_request" -> answer(channel, request, "comm_info_reply", comms(request));
            case "comm_open", "comm_msg", "comm_close" -> executions.add(request);
            case "shutdown_request" -> shutdown(channel, request);
            default -> {
                KernelLog.warn("no request is called " + request.type(), null);
                bracket(request);
            }
        }
    }

    private void assist(Message request, String type, BiFunction<JavaShell, Message, JsonObject> answer) {
        assist(request, type, asked -> answer.apply(shell.join(), asked));
    }

    private void assist(Message request, String type, Function<Message, JsonObject> answer) {
        assist(assistant, shellChannel, request, type, answer);
    }

    private void assist(
            ExecutorService thread,
            RequestChannel channel,
            Message request,
            String type,
            Function<Message, JsonObject> answer) {
        thread.execute(() -> {
            MemoryReserve.insist(() -> publisher.status(request.header(), "busy"));
            try {
                reply(channel, request, type, answer.apply(request));
            } catch (RuntimeException | Error e) {
                MemoryReserve.releaseFor(e);
                KernelLog.warn(request.type() + " failed", e);
                MemoryReserve.insist(() -> reply(channel, request, type, failure(e)));
            }
            MemoryReserve.insist(() -> publisher.status(request.header(), "idle"));
        });
    }

    private static JsonObject failure(Throwable thrown) {
        JsonObject content = Contents.status("error");
        content.addProperty("ename", thrown.getClass().getName());
        content.addProperty("evalue", String.valueOf(thrown.getMessage()));
        content.add("traceback", new JsonArray());
        return content;
    }

    private void answer(RequestChannel channel, Message request, String type, JsonObject content) {
        publisher.status(request.header(), "busy");
        reply(channel, request, type, content);
        publisher.status(request.header(), "idle");
    }

    private void reply(RequestChannel channel, Message request, String type, JsonObject content) {
        channel.send(messages.reply(request, type, content));
    }

    private void bracket(Message request) {
        publisher.status(request.header(), "busy");
        publisher.status(request.header(), "idle");
    }

    private JsonObject comms(Message request) {
        String target = request.text("target_name", "");
        boolean ready = shell.isDone() && !shell.isCompletedExceptionally();
        JsonObject content = Contents.ok();
        content.add(
                "comms",
                ready
                        ? shell.join().comms(target.isEmpty() ? Optional.empty() : Optional.of(target))
                        : new JsonObject());
        return content;
    }

    private void shutdown(RequestChannel channel, Message request) {
        publisher.status(request.header(), "busy");
        JsonObject content = Contents.ok();
        content.addProperty("restart", request.flag("restart", false));
        reply(channel, request, "shutdown_reply", content);
        publisher.publish(request.header(), "shutdown_reply", content);
        publisher.status(request.header(), "idle");
        shutdown.countDown();
    }
}
