package org.ridgeless.kernel.cell;

/** Takes the output of code that nobody watches. */
public enum NoOutput implements CellOutput {
    INSTANCE;

    @Override
    public void text(Stream stream, String text) {
        // Nobody watches.
    }

    @Override
    public void display(MimeBundle bundle) {
        // Nobody watches.
    }

    @Override
    public void updateDisplay(MimeBundle bundle) {
        // Nobody watches.
    }

    @Override
    public boolean isWatched() {
        return false;
    }

    @Override
    public void clear(boolean wait) {
        // Nobody watches.
    }
}
