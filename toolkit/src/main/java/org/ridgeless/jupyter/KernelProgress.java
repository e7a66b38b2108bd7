package org.ridgeless.jupyter;

import java.util.Optional;
import java.util.UUID;
import org.ridgeless.display.Displayable;
import org.ridgeless.display.Html;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.display.ProgressSink;
import org.ridgeless.display.ProgressSinkProvider;
import org.ridgeless.kernel.extension.KernelSession;
import org.ridgeless.kernel.shell.CurrentSession;

/** Progress as one display below the running cell, updated in place; a single line remains at the end. */
public final class KernelProgress implements ProgressSinkProvider {
    @Override
    public Optional<ProgressSink> open(String label) {
        KernelSession session;
        try {
            session = CurrentSession.get();
        } catch (IllegalStateException outsideOfACell) {
            return Optional.empty();
        }
        // The headless runner shows its own progress, and its notebooks keep none.
        return Optional.of(session.interactive() ? new CellProgress(session) : new Silent());
    }

    private static final int WIDTH = 560;

    private static final class CellProgress implements ProgressSink {
        private final KernelSession session;
        private final String id = "progress-" + UUID.randomUUID();
        private boolean displayed;
        private String picture = "";

        CellProgress(KernelSession session) {
            this.session = session;
        }

        @Override
        public void show(String label, double fraction, String status) {
            publish(new Bar(label, fraction, status, picture));
        }

        @Override
        public boolean showsPictures() {
            return true;
        }

        @Override
        public void picture(Displayable soFar) {
            MimeBundle bundle = soFar.mime();
            picture = bundle.data().containsKey(MimeBundle.PNG)
                    ? "<img alt=\"\" style=\"max-width: 100%\" width=\"" + WIDTH + "\" src=\"data:image/png;base64,"
                            + bundle.data().get(MimeBundle.PNG) + "\">"
                    : "";
        }

        /** Of the picture nothing remains: the computation shows its result itself. */
        @Override
        public void close(String label, String status) {
            publish(new Bar(label, 1, status, ""));
        }

        private void publish(Bar bar) {
            if (displayed) {
                session.updateDisplay(id, bar);
            } else {
                session.display(bar, id);
                displayed = true;
            }
        }
    }

    private static final class Silent implements ProgressSink {
        @Override
        public void show(String label, double fraction, String status) {
            // Nobody watches.
        }

        @Override
        public void close(String label, String status) {
            // Nobody watches.
        }
    }

    private record Bar(String label, double fraction, String status, String picture) implements Displayable {
        @Override
        public MimeBundle mime() {
            String text = label + ": " + status;
            String bar = fraction < 1 ? "<progress max=\"1\" value=\"" + fraction + "\"></progress> " : "";
            return MimeBundle.text(text)
                    .with(MimeBundle.HTML, "<div>" + bar + "<small>" + Html.escape(text) + "</small></div>" + picture);
        }
    }
}
