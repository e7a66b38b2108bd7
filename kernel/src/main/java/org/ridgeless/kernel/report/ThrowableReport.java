package org.ridgeless.kernel.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ridgeless.kernel.cell.Ansi;
import org.ridgeless.kernel.cell.CellError;
import org.ridgeless.kernel.source.ClassNames;
import org.ridgeless.kernel.source.SourcePlaces;
import org.ridgeless.kernel.source.SourcePlaces.Place;

/** What a person needs to know about an exception of theirs, in at most forty lines. */
public final class ThrowableReport {

    private static final Pattern CAST = Pattern.compile("class (\\S+) cannot be cast to class \\1$");
    /** Where two classes come from, which a person who has written them knows. */
    private static final Pattern LOADERS = Pattern.compile(" \\([^()]*of loader 'cells' @[^()]*\\)$");

    private static final int LINES = 40;
    private static final int FIRST_FRAMES = 5;
    private static final int FRAMES = 12;
    private static final int MESSAGE_CHARACTERS = 2000;

    private final StackFrames frames;
    private final SourcePlaces places;

    public ThrowableReport(StackFrames frames, SourcePlaces places) {
        this.frames = frames;
        this.places = places;
    }

    public CellError error(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        for (Throwable one : Causes.chain(thrown)) {
            String lead = one == thrown ? "" : "Caused by ";
            lines.addAll(headline(lead, one));
            lines.addAll(stack(one, one == thrown));
            for (Throwable suppressed : one.getSuppressed()) {
                lines.addAll(headline("  Suppressed: ", suppressed));
            }
        }
        Causes.chain(thrown).forEach(one -> oldClass(one).ifPresent(lines::add));
        if (Causes.chain(thrown).stream().anyMatch(OutOfMemoryError.class::isInstance)) {
            lines.add(memoryAdvice());
        }
        return new CellError(name(thrown), message(thrown), limited(lines), line(thrown));
    }

    /** The line of its cell, or 0 where it comes from none. */
    public int line(Throwable thrown) {
        return first(thrown).map(Place::line).orElse(0);
    }

    /** The place in a cell that it comes from, in lines to show. */
    public List<String> where(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        first(thrown).ifPresent(place -> {
            lines.add("  at " + Ansi.PLACE.paint(place.toString()));
            lines.addAll(excerpt(place));
        });
        return lines;
    }

    /** What makes "P cannot be cast to P" understandable. */
    private static Optional<String> oldClass(Throwable thrown) {
        Matcher cast = CAST.matcher(thrown instanceof ClassCastException ? message(thrown) : "");
        return cast.find()
                ? Optional.of(cast.group(1) + " was redefined, and this object is of the class as it was before."
                        + " Run the cells again that made it.")
                : Optional.empty();
    }

    private static String memoryAdvice() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        return "The kernel may hold " + megabytes
                + " MB. Choose smaller sizes, set to null what is no longer needed, or give"
                + " it more where the machine has more: lab install --jvm-options \"-Xmx4g\".";
    }

    private static List<String> limited(List<String> lines) {
        if (lines.size() <= LINES) {
            return List.copyOf(lines);
        }
        List<String> limited = new ArrayList<>(lines.subList(0, LINES - 1));
        limited.add("  … " + (lines.size() - LINES + 1) + " more lines");
        return limited;
    }

    static String name(Throwable thrown) {
        return ClassNames.readable(thrown.getClass().getName());
    }

    static String message(Throwable thrown) {
        String message;
        try {
            message = thrown.getMessage();
        } catch (RuntimeException | StackOverflowError e) {
            message = "(its message cannot be had: " + e.getClass().getName() + ")";
        }
        if (message == null) {
            return "";
        }
        String clean = LOADERS.matcher(ClassNames.cleaned(message)).replaceFirst("");
        return clean.length() <= MESSAGE_CHARACTERS ? clean : clean.substring(0, MESSAGE_CHARACTERS) + "…";
    }

    private static List<String> headline(String lead, Throwable thrown) {
        String message = message(thrown);
        String text = lead + Ansi.ERROR.paint(name(thrown)) + (message.isEmpty() ? "" : ": " + message);
        List<String> lines = List.of(text.split("\n", -1));
        return lines.size() <= 10 ? lines : lines.subList(0, 10);
    }

    private Optional<Place> first(Throwable thrown) {
        return StackFrames.visible(thrown).stream()
                .map(this::place)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<Place> place(StackTraceElement frame) {
        return frames.translation(frame).flatMap(places::find);
    }

    private List<String> stack(Throwable thrown, boolean withSource) {
        List<String> texts = new ArrayList<>();
        Optional<Place> source = withSource ? first(thrown) : Optional.empty();
        int shown = 0;
        int left = 0;
        String before = "";
        for (RepeatedFrames.Run run : RepeatedFrames.fold(StackFrames.visible(thrown))) {
            for (StackTraceElement frame : run.frames()) {
                Optional<Place> place = place(frame);
                if (shown >= FRAMES || place.isEmpty() && shown >= FIRST_FRAMES) {
                    left++;
                    continue;
                }
                left = flushed(left, texts);
                String text = text(frame, place);
                // The initializer of a variable is a method of its own, which is called where it stands.
                if (text.equals(before) && method(frame).isEmpty()) {
                    continue;
                }
                before = text;
                shown++;
                texts.add(text);
                if (place.isPresent() && place.equals(source)) {
                    texts.addAll(excerpt(place.get()));
                    source = Optional.empty();
                }
            }
            if (run.repeats() > 0) {
                texts.add("    ↑ "
                        + (run.frames().size() == 1
                                ? "this line"
                                : "these " + run.frames().size() + " lines") + " repeated " + run.repeats()
                        + " more times");
            }
        }
        flushed(left, texts);
        return texts;
    }

    private static int flushed(int left, List<String> texts) {
        if (left > 0) {
            texts.add("  … " + left + (left == 1 ? " frame" : " frames") + " of libraries");
        }
        return 0;
    }

    private String text(StackTraceElement frame, Optional<Place> place) {
        if (place.isEmpty()) {
            return "  at " + frame.getClassName() + "." + frame.getMethodName() + " (" + file(frame) + ")";
        }
        String method = method(frames.translation(frame).orElse(frame));
        String where = Ansi.PLACE.paint(place.get().toString());
        return method.isEmpty() ? "  at " + where : "  at " + method + " (" + where + ")";
    }

    private static String method(StackTraceElement frame) {
        String type = ClassNames.readable(frame.getClassName());
        String name = frame.getMethodName();
        if (name.startsWith("lambda$")) {
            return type.isEmpty() ? "a lambda" : "a lambda of " + type;
        }
        if (name.startsWith("do_it$")) {
            return "";
        }
        String shown = name.equals("<init>") ? "new " + type : name;
        return type.isEmpty() || name.equals("<init>") ? shown : type + "." + shown;
    }

    private static String file(StackTraceElement frame) {
        if (frame.getFileName() == null) {
            return frame.isNativeMethod() ? "native" : "unknown source";
        }
        return frame.getLineNumber() < 0 ? frame.getFileName() : frame.getFileName() + ":" + frame.getLineNumber();
    }

    private static List<String> excerpt(Place place) {
        String code = place.text().stripTrailing();
        int column = code.length() - code.stripLeading().length();
        return List.of("      " + code, "      " + " ".repeat(column) + Ansi.MARK.paint("^"));
    }
}
