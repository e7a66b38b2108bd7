package org.ridgeless.kernel.magics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ridgeless.kernel.extension.KernelSession;

/** {@code %%bash} and {@code %%sh}: a cell as a script of a shell. */
final class ScriptMagics {
    private ScriptMagics() {}

    static List<Magic> all(Programs programs) {
        return List.of(script("bash", programs), script("sh", programs));
    }

    private static Magic script(String shell, Programs programs) {
        return SimpleMagic.cell(
                shell,
                "%%" + shell + " [ARGUMENT…]\nRuns the rest of the cell as a script of " + shell + ".",
                (call, session) -> run(shell, call, session, programs));
    }

    private static Object run(String shell, MagicCall call, KernelSession session, Programs programs)
            throws IOException, InterruptedException {
        if (!programs.isThere(shell)) {
            throw new IllegalArgumentException("%%" + shell + ": there is no " + shell + " on this machine");
        }
        Path script = Files.createTempFile("cell", "." + shell);
        try {
            Files.writeString(script, call.body());
            List<String> command = new ArrayList<>(List.of(shell, script.toString()));
            command.addAll(call.arguments());
            int status = programs.run(command);
            if (status != 0) {
                throw new IllegalStateException(shell + " ended with status " + status);
            }
            return null;
        } finally {
            Files.deleteIfExists(script);
        }
    }
}
