package org.ridgeless.kernel.shell;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import java.nio.file.Path;
import org.ridgeless.kernel.extension.KernelSession;

/** What {@code getKernelInstance()} returns in a cell, with the methods of IJava's kernel that notebooks call. */
public final class KernelInstance {

    private final KernelSession session;

    KernelInstance(KernelSession session) {
        this.session = session;
    }

    public Renderer getRenderer() {
        return session.renderer();
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
