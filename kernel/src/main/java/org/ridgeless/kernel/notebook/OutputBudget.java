package org.ridgeless.kernel.notebook;

import java.util.Locale;
import java.util.Optional;
import org.ridgeless.kernel.cell.MimeBundle;

/** How much of what one cell puts out is kept: a loop that prints without end would fill memory and file. */
final class OutputBudget {
    private static final int DISPLAYED_PER_PRINTED = 50;

    private final long limit;
    private long printed;
    private long displayed;
    private long lostCharacters;
    private long lostDisplays;

    /** @param limit the characters that are kept; of what is displayed, fifty times as many */
    OutputBudget(long limit) {
        this.limit = limit;
    }

    /** The part of a text that is kept. */
    String kept(String text) {
        int end = (int) Math.min(text.length(), limit - printed);
        if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        printed += end;
        lostCharacters += text.length() - end;
        return text.substring(0, end);
    }

    boolean keeps(MimeBundle bundle) {
        long size = bundle.data().entrySet().stream()
                .mapToLong(entry -> entry.getValue().isJsonPrimitive()
                        ? entry.getValue().getAsString().length()
                        : entry.getValue().toString().length())
                .sum();
        if (limit < Long.MAX_VALUE / DISPLAYED_PER_PRINTED && displayed + size > limit * DISPLAYED_PER_PRINTED) {
            lostDisplays++;
            return false;
        }
        displayed += size;
        return true;
    }

    /** The outputs so far are gone. */
    void clear() {
        printed = 0;
        displayed = 0;
        lostCharacters = 0;
        lostDisplays = 0;
    }

    /** What to tell where something is missing. */
    Optional<String> note() {
        if (lostCharacters == 0 && lostDisplays == 0) {
            return Optional.empty();
        }
        String characters = String.format(Locale.ROOT, "%,d more characters", lostCharacters);
        String displays = String.format(Locale.ROOT, "%,d more displays", lostDisplays);
        String lost = lostDisplays == 0 ? characters : lostCharacters == 0 ? displays : characters + " and " + displays;
        return Optional.of("\n… and " + lost + ", which are not kept; lab run --max-output keeps more\n");
    }
}
