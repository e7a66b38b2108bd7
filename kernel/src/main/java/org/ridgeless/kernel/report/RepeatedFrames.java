package org.ridgeless.kernel.report;

import java.util.ArrayList;
import java.util.List;

/** Folds the repetitions of a recursion. */
final class RepeatedFrames {

    private static final int LONGEST_PERIOD = 8;
    private static final int WORTH_FOLDING = 3;

    private RepeatedFrames() {}

    /** Frames, and how many more times they repeat. */
    record Run(List<StackTraceElement> frames, int repeats) {}

    static List<Run> fold(List<StackTraceElement> frames) {
        List<Run> runs = new ArrayList<>();
        int i = 0;
        while (i < frames.size()) {
            Run run = runAt(frames, i);
            runs.add(run);
            i += run.frames().size() * (run.repeats() + 1);
        }
        return runs;
    }

    private static Run runAt(List<StackTraceElement> frames, int start) {
        for (int period = 1; period <= LONGEST_PERIOD && start + period <= frames.size(); period++) {
            int repeats = repeats(frames, start, period);
            if (repeats >= WORTH_FOLDING) {
                return new Run(List.copyOf(frames.subList(start, start + period)), repeats);
            }
        }
        return new Run(List.of(frames.get(start)), 0);
    }

    private static int repeats(List<StackTraceElement> frames, int start, int period) {
        int repeats = 0;
        int next = start + period;
        while (next + period <= frames.size()
                && frames.subList(next, next + period).equals(frames.subList(start, start + period))) {
            repeats++;
            next += period;
        }
        return repeats;
    }
}
