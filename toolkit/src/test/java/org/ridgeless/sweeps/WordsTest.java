package org.ridgeless.sweeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Outcome;

/** Names and values of parameters in texts from which they come back, whatever is in them. */
class WordsTest {
    /** What separates, quotes and escapes, and a little that does not. */
    private static final String LETTERS = "a1 ,\"\\=()\n\t.-Eλ\u00a0\u2003";

    @TempDir
    private Path folder;

    private static String word(Random random, int shortest) {
        StringBuilder word = new StringBuilder();
        for (int left = shortest + random.nextInt(6); left > 0; left--) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private static List<String> words(Random random, int most) {
        LinkedHashSet<String> words = new LinkedHashSet<>();
        for (int left = 1 + random.nextInt(most); left > 0; left--) {
            words.add(word(random, 0));
        }
        return new ArrayList<>(words);
    }

    private static String name(Random random) {
        String name = word(random, 1);
        boolean taken = name.isBlank() || name.startsWith("(") || (name + " = ").indexOf(" = ") < name.length();
        return taken ? name(random) : name;
    }

    @Test
    void wordsInALineComeBack() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            List<String> words = words(random, 5);
            assertThat(Words.split(Words.join(words))).isEqualTo(words);
        }
        assertThat(Words.split("")).isEmpty();
        assertThat(Words.split(" , a b,,\"c, d\" e ")).containsExactly("a b", "c, d", "e");
    }

    @Test
    void aQuotedWordComesBackFromWhereverItStands() {
        Random random = new Random(2);
        for (int i = 0; i < 5_000; i++) {
            String word = word(random, 0);
            String before = word(random, 0);
            int[] place = {before.length()};
            assertThat(Words.quotedAt(before + Words.quoted(word) + "\" after", place))
                    .isEqualTo(word);
            assertThat(place[0]).isEqualTo(before.length() + Words.quoted(word).length());
        }
    }

    @Test
    void aQuoteThatIsNotClosedIsNamed() {
        for (String line : List.of("a, \"b", "\"", "\"a\\\"", "\"a\\")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Words.split(line))
                    .withMessage("a quote is missing at the end of " + line);
        }
    }

    /** The text of a place is its key in stores and between processes; its row is made from it again. */
    @Test
    void aRowComesBackFromTheTextOfItsPlace() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            Map<String, String> texts = new LinkedHashMap<>();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                Object value = random.nextBoolean() ? word(random, 0) : (Object) Math.rint(1e3 * random.nextGaussian());
                Object shown = value instanceof Double number ? number + 0.0 : value;
                String name = name(random);
                values.put(name, shown);
                texts.put(name, Axis.text(shown));
            }
            Cell cell = new Cell(values, texts, 2, "", 5);
            CellKey key = cell.key();
            assertThat(SweepRow.of(key, Outcome.missing("lost")).values()).isEqualTo(values);
            assertThat(key.item()).isEqualTo(cell.place());
            assertThat(key.repetition()).isEqualTo(2);
        }
    }

    /** Through the file of a store: any words, any numbers. */
    @Test
    void anAxisOfAnyWordsComesBackFromItsStore() {
        Random random = new Random(4);
        for (int i = 0; i < 10; i++) {
            String name = name(random);
            List<Object> values = new ArrayList<>(words(random, 6));
            values.removeIf(value -> value.equals("17") || value.equals("0.1"));
            values.add(17);
            values.add(0.1);
            SweepResult result = Sweep.over(name, values)
                    .and("x", Grid.of(1e15, -2.5e-300, 3))
                    .store(folder.resolve("store " + i))
                    .measure("length", cell -> cell.text(name).length())
                    .run();
            assertThat(result.texts(name)).contains("17", "0.1");
            SweepResult back = Sweep.load(folder.resolve("store " + i).toString());
            assertThat(back.table().csv()).isEqualTo(result.table().csv());
            assertThat(back.where(name, "17").numbers("length")).containsOnly(2);
        }
    }
}
