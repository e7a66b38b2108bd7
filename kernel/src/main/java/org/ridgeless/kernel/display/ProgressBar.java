package org.ridgeless.kernel.display;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Shows how far a loop is: below the cell in Jupyter, on a terminal otherwise. At most five updates a second, nothing for
 * what is over in half a second; in a notebook run without anybody watching, nothing stays in the notebook.
 *
 * <pre>{@code
 * try (var bar = ProgressBar.start("trials", n)) {
 *     for (int i = 0; i < n; i++) { ...; bar.step(); }
 * }
 * }</pre>
 */
public final class ProgressBar implements AutoCloseable {
    private static final long QUIET_NANOS = 500_000_000L;
    private static final long INTERVAL_NANOS = 200_000_000L;

    private final String label;
    private final long total;
    private final ProgressView view;
    private final LongSupplier clock;
    private final long start;
    private final AtomicLong done = new AtomicLong();
    private long shownAt;
    private boolean shown;

    /** @param clock tells nanoseconds */
    ProgressBar(String label, long total, ProgressView view, LongSupplier clock) {
        this.label = label;
        this.total = total;
        this.view = view;
        this.clock = clock;
        start = clock.getAsLong();
        shownAt = start + QUIET_NANOS - INTERVAL_NANOS;
    }

    /** Starts to watch a loop of so many steps. */
    public static ProgressBar start(String label, long steps) {
        if (steps < 0) {
            throw new IllegalArgumentException("a loop has 0 or more steps, got " + steps);
        }
        return new ProgressBar(label, steps, ProgressViews.forThisThread(), System::nanoTime);
    }

    /** One more step is done; any thread may say so. */
    public void step() {
        step(1);
    }

    /** So many more steps are done. */
    public void step(long steps) {
        long now = clock.getAsLong();
        long current = done.addAndGet(steps);
        synchronized (this) {
            if (now - shownAt < INTERVAL_NANOS) {
                return;
            }
            shownAt = now;
            shown = true;
            view.show(label, fraction(current), status(current, now));
        }
    }

    /** Shows what is going on where the number of steps is not known beforehand. */
    public synchronized void note(String status) {
        long now = clock.getAsLong();
        if (now - shownAt >= INTERVAL_NANOS) {
            shownAt = now;
            shown = true;
            view.show(label, fraction(done.get()), status);
        }
    }

    @Override
    public synchronized void close() {
        if (shown) {
            shown = false;
            String end = done.get() >= total ? "done" : "stopped at " + done.get() + " of " + total;
            view.end(label, String.format(Locale.ROOT, "%s after %.1f s", end, seconds(clock.getAsLong())));
        }
    }

    private double fraction(long current) {
        return total == 0 ? 1 : Math.min(1, (double) current / total);
    }

    private String status(long current, long now) {
        String left = current == 0
                ? ""
                : String.format(Locale.ROOT, ", %.0f s left", seconds(now) * Math.max(0, total - current) / current);
        return current + " of " + total + left;
    }

    private double seconds(long now) {
        return (now - start) / 1e9;
    }
}
