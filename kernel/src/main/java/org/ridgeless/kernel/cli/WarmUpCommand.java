package org.ridgeless.kernel.cli;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ridgeless.kernel.notebook.Notebook;
import org.ridgeless.kernel.notebook.NotebookRunner;
import org.ridgeless.kernel.notebook.RunListener;
import org.ridgeless.kernel.notebook.RunOptions;
import org.ridgeless.kernel.notebook.html.NotebookPage;
import picocli.CommandLine.Command;

/** Uses what most sessions use, so that Java can archive the classes that this loads. Called by the launcher script. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
        Path copy = Files.createTempFile("warm-up", ".ipynb");
        try (InputStream in = WarmUpCommand.class.getResourceAsStream("warm-up.ipynb")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(copy, JsonParser.parseString(text).toString());
            Notebook notebook = Notebook.read(copy);
            boolean ok = new NotebookRunner(notebook, RunOptions.defaults().withKeepGoing(true), RunListener.SILENT)
                    .run()
                    .ok();
            String page = NotebookPage.of(notebook, "warm-up", copy.getParent());
            return ok && !page.isEmpty() && WarmUpKernel.answers() ? 0 : 1;
        } finally {
            Files.delete(copy);
        }
    }
}
