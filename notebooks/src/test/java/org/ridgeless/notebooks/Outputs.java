package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a cell shows, as far as two runs of it must agree: kinds of output, words, and numbers. Pictures are compared by
 * their presence, because fonts differ between machines.
 */
record Outputs(List<String> kinds, String words, List<Double> numbers) {

    private static final Pattern NUMBER = Pattern.compile("[-−]?\\d+(\\.\\d+)?([eE][-+]?\\d+)?");
    /** Rounding in the last printed digit, carried through thousands of steps on another processor. */
    private static final double RELATIVE = 1e-3;

    private static final double ABSOLUTE = 1e-9;

    static Outputs of(NotebookFile.Cell cell) {
        List<String> kinds = new ArrayList<>();
        var text = new StringBuilder();
        for (JsonObject output : cell.outputs()) {
            kinds.add(output.get("output_type").getAsString());
            if (output.has("data")) {
                JsonObject data = output.getAsJsonObject("data");
                kinds.addAll(data.keySet().stream().sorted().toList());
                text.append(NotebookFile.text(data.get("text/plain")));
            } else {
                text.append(NotebookFile.text(output.get("text")));
            }
            text.append('\n');
        }
        return new Outputs(kinds, NUMBER.matcher(text).replaceAll("#").replaceAll("\\s+", " "), numbersIn(text));
    }

    void mustAgreeWith(Outputs other, String cell) {
        String refresh = "outputs of the cell " + cell + "; refresh them with ./lab run --in-place";
        assertThat(kinds).as(refresh).isEqualTo(other.kinds);
        assertThat(words).as(refresh).isEqualTo(other.words);
        for (int i = 0; i < numbers.size(); i++) {
            double wanted = other.numbers.get(i);
            assertThat(numbers.get(i)).as(refresh).isCloseTo(wanted, within(RELATIVE * Math.abs(wanted) + ABSOLUTE));
        }
    }

    private static List<Double> numbersIn(CharSequence text) {
        Matcher matcher = NUMBER.matcher(text);
        List<Double> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(Double.valueOf(matcher.group().replace('−', '-')));
        }
        return found;
    }
}
