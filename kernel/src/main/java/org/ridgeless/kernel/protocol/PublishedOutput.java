package org.ridgeless.kernel.protocol;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.ridgeless.kernel.cell.CellOutput;
import org.ridgeless.kernel.cell.MimeBundle;

/** Sends what a cell puts out to the front ends, under the request that started it, also when that is long over. */
final class PublishedOutput implements CellOutput {

    private final Message request;
    private final Publisher publisher;
    private final StdinChannel stdin;
    private volatile boolean cancelled;

    PublishedOutput(Message request, Publisher publisher, StdinChannel stdin) {
        this.request = request;
        this.publisher = publisher;
        this.stdin = stdin;
    }

    JsonObject header() {
        return request.header();
    }

    void cancel() {
        cancelled = true;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    private boolean silent() {
        return request.flag("silent", false);
    }

    @Override
    public void text(Stream stream, String text) {
        if (!silent()) {
            publisher.text(request.header(), stream, text);
        }
    }

    @Override
    public void display(MimeBundle bundle) {
        publish("display_data", Contents.display(bundle));
    }

    @Override
    public void updateDisplay(MimeBundle bundle) {
        publish("update_display_data", Contents.display(bundle));
    }

    @Override
    public void clear(boolean wait) {
        JsonObject content = new JsonObject();
        content.addProperty("wait", wait);
        publish("clear_output", content);
    }

    @Override
    public void comm(String type, JsonObject content, JsonObject metadata, List<byte[]> buffers) {
        publisher.publish(request.header(), type, content, metadata, buffers);
    }

    private void publish(String type, JsonObject content) {
        if (!silent()) {
            publisher.publish(request.header(), type, content);
        }
    }

    @Override
    public String readLine(String prompt, boolean password) throws IOException, InterruptedException {
        if (!request.flag("allow_stdin", true)) {
            throw new IOException("this cell asks for input, but the front end that runs it does not allow that");
        }
        publisher.flush();
        return stdin.ask(request, prompt, password);
    }
}
