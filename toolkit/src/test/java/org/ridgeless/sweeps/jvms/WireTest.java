package org.ridgeless.sweeps.jvms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ridgeless.sweeps.cells.CellKey;
import org.ridgeless.sweeps.cells.Recipe;

/** What parent and child write to each other is read as it was written, and nothing is read beyond its end. */
class WireTest {
    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writing.to(out);
        }
        return bytes.toByteArray();
    }

    private static DataInputStream in(byte... bytes) {
        return new DataInputStream(new ByteArrayInputStream(bytes));
    }

    private static String text(Random random) {
        int[] points = random.ints(random.nextInt(6), 1, 0xd000).toArray();
        return new String(points, 0, points.length) + (random.nextBoolean() ? "𝔸" : "");
    }

    @Test
    void recipesAndKeysComeBack() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            Map<String, String> options = new LinkedHashMap<>();
            for (int left = random.nextInt(4); left > 0; left--) {
                options.put(text(random), text(random));
            }
            Recipe recipe = new Recipe(text(random), text(random), options, random.nextLong());
            CellKey key = new CellKey(text(random), text(random), random.nextInt());
            byte[] bytes = written(out -> {
                Wire.write(out, recipe);
                Wire.write(out, key);
            });
            DataInputStream in = in(bytes);
            Recipe read = Wire.readRecipe(in);
            assertThat(read).isEqualTo(recipe);
            assertThat(read.options().keySet()).containsExactlyElementsOf(options.keySet());
            assertThat(Wire.readKey(in)).isEqualTo(key);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void whatIsCutShortEndsAsSuch() throws IOException {
        Recipe recipe = new Recipe("m", "s", Map.of("a", "b"), 3);
        byte[] bytes = written(out -> Wire.write(out, recipe));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> Wire.readRecipe(in(cut))).isInstanceOf(EOFException.class);
        }
    }
}
