package org.ridgeless.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KernelLifeTest {

    @TempDir
    Path folder;

    @Test
    void anInterruptWhileTheShellIsStillStartingStopsTheFirstCell() {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel.connection())) {
            String id = client.send(client.shell, "execute_request", WireClient.execution("while (true) {}"));
            client.awaitOnIopub(message -> message.type().equals("execute_input"));
            client.ask(client.control, "interrupt_request", new JsonObject());
            assertThat(client.finish(id).status()).isEqualTo("error");
            assertThat(client.execute("1 + 1").result()).isEqualTo("2");
        }
    }

    @Test
    void theKernelEndsWhenAskedEvenInTheMiddleOfACell() throws Exception {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel.connection())) {
            client.send(client.shell, "execute_request", WireClient.execution("System.out.print(1); while (true) {}"));
            client.awaitOnIopub(message -> message.type().equals("stream"));
            Message reply = client.ask(client.control, "shutdown_request", new JsonObject());
            assertThat(reply.type()).isEqualTo("shutdown_reply");
            assertThat(kernel.exitStatus()).isZero();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aKernelThatIsSentASignalToEndDoesSoInTheMiddleOfACell() throws Exception {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel)) {
            String code = "System.out.print(1); while (true) { try { Thread.sleep(9000); } catch (Throwable t) {} }";
            client.send(client.shell, "execute_request", WireClient.execution(code));
            client.awaitOnIopub(message -> message.type().equals("stream"));
            kernel.terminate();
            assertThat(kernel.exitStatus()).isEqualTo(128 + 15);
        }
    }

    @Test
    void nothingIsLostOnASubscriberThatReadsWhenTheCellIsDone() throws Exception {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel.connection())) {
            String id = client.send(
                    client.shell,
                    "execute_request",
                    WireClient.execution("for (int i = 0; i < 50_000; i++) System.out.println(\"line number \" + i);"));
            assertThat(client.finish(id).stream("stdout").lines()).hasSize(50_000);
        }
    }

    @Test
    void aSubscriberThatComesAfterTheOutputStillGetsIt() {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel.connection(), false)) {
            JsonObject cell = WireClient.execution("System.out.println(\"early\"); 6 * 7");
            String id = client.send(client.shell, "execute_request", cell);
            assertThat(client.reply(client.shell, id).text("status", "")).isEqualTo("ok");
            client.iopub.subscribe("");
            assertThat(client.publishedFor(id))
                    .extracting(Message::type)
                    .containsExactly("status", "execute_input", "stream", "execute_result", "status");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theKernelListensOnItsFivePortsOfTheLoopbackInterfaceAndNowhereElse() throws Exception {
        try (KernelProcess kernel = KernelProcess.start(folder);
                WireClient client = new WireClient(kernel.connection())) {
            client.execute("new java.net.Socket(); display(1)");
            ConnectionFile asked = kernel.connection();
            assertThat(ListeningSockets.of(kernel.pid()))
                    .containsExactlyInAnyOrder(
                            "127.0.0.1:" + asked.shellPort(),
                            "127.0.0.1:" + asked.controlPort(),
                            "127.0.0.1:" + asked.iopubPort(),
                            "127.0.0.1:" + asked.stdinPort(),
                            "127.0.0.1:" + asked.heartbeatPort());
        }
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_17)
    void previewFeaturesAreOnWhereTheKernelIsInstalledWithThem() {
        try (KernelProcess kernel = KernelProcess.start(folder, "--enable-preview", "-Dridgeless.preview=true");
                WireClient client = new WireClient(kernel.connection())) {
            assertThat(client.execute("String kind(Object o) {\n"
                                    + "    return switch (o) { case Integer i && i > 5 -> \"large\"; default -> \"other\"; };\n"
                                    + "}")
                            .status())
                    .isEqualTo("ok");
            assertThat(client.execute("kind(7)").result()).isEqualTo("large");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aKernelWhoseServerIsKilledEndsItself() throws Exception {
        try (KernelProcess kernel = KernelProcess.startByServer(folder);
                WireClient client = new WireClient(kernel.connection())) {
            assertThat(client.execute("1 + 1").result()).isEqualTo("2");
            ProcessHandle java = kernel.descendants().findFirst().orElseThrow();
            kernel.kill();
            assertThat(java.onExit().join().isAlive()).isFalse();
        }
    }
}
