package org.ridgeless.kernel.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ridgeless.kernel.interrupt.Stragglers;

/** The stack frames of a throwable and its causes, and what JShell makes of those that belong to cells. */
public final class StackFrames {

    private static final int LIMIT = 4000;
    private static final String KERNEL = "org.ridgeless.kernel.";

    private final Map<StackTraceElement, StackTraceElement> translated = new HashMap<>();

    private final WrapperFrames wrappers;

    private StackFrames(WrapperFrames wrappers) {
        this.wrappers = wrappers;
    }

    /** The distinct frames of cells, in an order that {@link #of} relies on. */
    public static StackTraceElement[] ofCells(Throwable thrown) {
        Set<StackTraceElement> frames = new LinkedHashSet<>();
        for (Throwable one : Causes.chain(thrown)) {
            for (StackTraceElement frame : one.getStackTrace()) {
                if (Stragglers.isCellCode(frame) && frames.size() < LIMIT) {
                    frames.add(frame);
                }
            }
        }
        return frames.toArray(StackTraceElement[]::new);
    }

    /** Pairs the frames of {@link #ofCells} with their translation. */
    public static StackFrames of(Throwable thrown, StackTraceElement[] translation, WrapperFrames wrappers) {
        StackFrames frames = new StackFrames(wrappers);
        StackTraceElement[] raw = ofCells(thrown);
        for (int i = 0; i < Math.min(raw.length, translation.length); i++) {
            frames.translated.put(raw[i], translation[i]);
        }
        return frames;
    }

    /** A cell's frame with the snippet for its file, or nothing for other code. */
    Optional<StackTraceElement> translation(StackTraceElement frame) {
        return Optional.ofNullable(translated.get(frame)).or(() -> wrappers.translate(frame));
    }

    /** The frames down to the cell, without what runs cells. */
    static List<StackTraceElement> visible(Throwable thrown) {
        List<StackTraceElement> all = Arrays.asList(thrown.getStackTrace());
        int last = all.size();
        while (last > 0 && !Stragglers.isCellCode(all.get(last - 1))) {
            last--;
        }
        List<StackTraceElement> visible = new ArrayList<>();
        for (StackTraceElement frame : last > 0 ? all.subList(first(all), last) : all) {
            if (last == 0 && frame.getClassName().startsWith(KERNEL)) {
                break;
            }
            if (!isPlumbing(frame)) {
                visible.add(frame);
            }
        }
        return visible;
    }

    /** Where the frames of interest begin: what a magic does inside is none of the reader's. */
    private static int first(List<StackTraceElement> all) {
        boolean magic = false;
        for (int i = 0; i < all.size(); i++) {
            if (Stragglers.isCellCode(all.get(i))) {
                return magic ? i : 0;
            }
            magic |= all.get(i).getClassName().startsWith(KERNEL + "magics.");
        }
        return 0;
    }

    private static boolean isPlumbing(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith(KERNEL + "shell.")
                || name.startsWith(KERNEL + "magics.")
                || name.startsWith("jdk.internal.reflect.")
                || name.startsWith("java.lang.invoke.");
    }
}
