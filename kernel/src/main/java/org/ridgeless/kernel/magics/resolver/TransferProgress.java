package org.ridgeless.kernel.magics.resolver;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/** Tells how much has been downloaded and what is coming in. */
final class TransferProgress extends AbstractTransferListener {
    private final Consumer<String> progress;
    private final AtomicInteger files = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    TransferProgress(Consumer<String> progress) {
        this.progress = progress;
    }

    @Override
    public void transferInitiated(TransferEvent event) {
        tell(event);
    }

    @Override
    public void transferProgressed(TransferEvent event) {
        bytes.addAndGet(event.getDataBuffer().remaining());
        tell(event);
    }

    @Override
    public void transferSucceeded(TransferEvent event) {
        files.incrementAndGet();
        tell(event);
    }

    private void tell(TransferEvent event) {
        String name = event.getResource().getResourceName();
        progress.accept(String.format(
                Locale.ROOT,
                "%d files, %.1f MB; %s",
                files.get(),
                bytes.get() / 1e6,
                name.substring(name.lastIndexOf('/') + 1)));
    }
}
