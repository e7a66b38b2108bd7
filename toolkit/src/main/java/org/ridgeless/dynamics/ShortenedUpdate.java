package org.ridgeless.dynamics;

import org.ridgeless.linalg.Vectors;

/** The steps of another update, cut along their own direction to what a rule allows. */
final class ShortenedUpdate implements Update {
    private final Update update;
    private final Reach reach;
    private final double[] before;
    private final double[] direction;

    ShortenedUpdate(Update update, Reach reach, int parameters) {
        this.update = update;
        this.reach = reach;
        this.before = new double[parameters];
        this.direction = new double[parameters];
    }

    @Override
    public void move(double[] w, double[] g, double rate) {
        System.arraycopy(w, 0, before, 0, w.length);
        update.move(w, g, rate);
        for (int i = 0; i < w.length; i++) {
            direction[i] = w[i] - before[i];
        }
        double length = Vectors.norm(direction);
        if (length == 0) {
            return;
        }
        for (int i = 0; i < w.length; i++) {
            direction[i] /= length;
        }
        double most = reach.from(before, direction);
        if (length <= most) {
            return;
        }
        // A reach that is not a number goes into the weights, so that the run ends as diverged.
        for (int i = 0; i < w.length; i++) {
            w[i] = before[i] + most * direction[i];
        }
    }

    @Override
    public double[][] memory() {
        return update.memory();
    }
}
