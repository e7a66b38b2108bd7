package org.ridgeless.kernel.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What {@code lab doctor} says about Jupyter and the Java kernels installed for it. */
final class JupyterFindings {
    private final JupyterFolders folders;

    JupyterFindings(JupyterFolders folders) {
        this.folders = folders;
    }

    List<Finding> all() {
        List<Finding> findings = new ArrayList<>();
        Optional<Path> jupyter = folders.program("jupyter");
        findings.add(
                jupyter.isPresent()
                        ? Finding.good("Jupyter", jupyter.get().toString())
                        : Finding.note(
                                "Jupyter",
                                "not on the search path",
                                "pip install jupyterlab, or apt install jupyter-notebook; lab run needs none"));
        List<Finding> kernels = kernels();
        findings.addAll(kernels);
        if (kernels.isEmpty()) {
            findings.add(Finding.note("Kernel", "no Java kernel is installed for Jupyter", "lab install"));
        }
        return findings;
    }

    private List<Finding> kernels() {
        List<Finding> findings = new ArrayList<>();
        for (Path folder : folders.kernels()) {
            for (Path spec : specs(folder)) {
                javaKernel(spec).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static List<Path> specs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> kernels = Files.list(folder)) {
            return kernels.map(kernel -> kernel.resolve("kernel.json"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<Finding> javaKernel(Path spec) {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(spec));
            if (!(json instanceof JsonObject object)
                    || !object.has("language")
                    || !object.get("language").getAsString().equalsIgnoreCase("java")) {
                return Optional.empty();
            }
            Path java = Path.of(object.getAsJsonArray("argv").get(0).getAsString());
            String found = object.get("display_name").getAsString() + " in " + spec.getParent();
            return Optional.of(
                    !java.isAbsolute() || Files.isExecutable(java)
                            ? Finding.good("Kernel", found)
                            : Finding.bad("Kernel", found + " starts " + java + ", which is gone", "lab install"));
        } catch (IOException | JsonParseException | IllegalStateException | NullPointerException e) {
            return Optional.of(Finding.bad("Kernel", "cannot read " + spec, "remove it, then lab install"));
        }
    }
}
