package org.ridgeless.kernel.widget;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.List;
import org.ridgeless.kernel.extension.KernelExtension;
import org.ridgeless.kernel.extension.KernelSession;

/** Shows widgets in every shell. */
public final class WidgetDisplays implements KernelExtension {

    @Override
    public void install(KernelSession session) {
        Models models = new Models(session);
        session.renderer()
                .createRegistration(Widget.class)
                .preferring(Models.VIEW, MIMEType.TEXT_PLAIN)
                .supporting(Models.VIEW, MIMEType.TEXT_PLAIN)
                .register((widget, context) -> context.getOutputContainer().assign(models.display(widget)));
    }

    @Override
    public List<String> imports() {
        return List.of("import " + Controls.class.getName() + ";");
    }
}
