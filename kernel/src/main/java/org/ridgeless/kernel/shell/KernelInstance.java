package org.ridgeless.kernel.shell;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.nio.file.Path;
import org.ridgeless.kernel.extension.KernelSession;

/** What {@code getKernelInstance()} returns in a cell, with the methods of IJava's kernel that notebooks call. */
public class KernelInstance {

    private final KernelSession session;

    public KernelInstance(KernelSession session) {
        this.session = session;
    }

    public Renderer getRenderer() {
        return session.renderer();
    }

    /** Where magics are registered, also by annotated methods, as IJava's base library has it. */
    public Magics getMagics() {
        return session.magics();
    }

    public void display(DisplayData data) {
        session.display(data);
    }

    public Object evalRaw(String code) {
        return session.eval(code);
    }

    public DisplayData eval(String code) {
        Object value = session.eval(code);
        return value == null ? DisplayData.EMPTY : session.renderer().render(value);
    }

    public void addToClasspath(String path) {
        session.addToClasspath(Path.of(path));
    }

    /** The session that extensions work with. */
    public KernelSession session() {
        return session;
    }
}
