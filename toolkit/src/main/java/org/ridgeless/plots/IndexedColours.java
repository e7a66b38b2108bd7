package org.ridgeless.plots;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same picture with a table of at most 256 colours, where the eye cannot tell the difference: charts hold few colours and
 * their blends along edges. It makes the file, and every notebook that holds it, two to three times smaller.
 *
 * <p>The most frequent colours, which fill areas, stay exactly as they are: two pale bands of a chart differ by less than their
 * edges may be off. All others are taken together with what is near.
 */
final class IndexedColours {
    private static final int COLOURS = 256;
    private static final int EXACT = 64;
    private static final int[] STEPS = {1, 4, 8, 12, 16, 20, 24, 28};

    private IndexedColours() {}

    /** The indexed picture, or the given one if some colour would be off by more than is invisible along an edge. */
    static BufferedImage of(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Map<Integer, Integer> counts = counts(pixels);
        Comparator<Integer> byFrequency = Comparator.comparing(counts::get, Comparator.reverseOrder());
        List<Integer> colours = counts.keySet().stream()
                .sorted(byFrequency.thenComparing(Comparator.naturalOrder()))
                .toList();
        for (int step : STEPS) {
            Map<Integer, Integer> shown = shown(colours, step);
            int[] table =
                    shown.values().stream().mapToInt(c -> c).distinct().sorted().toArray();
            if (table.length <= COLOURS) {
                return indexed(image, pixels, shown, table);
            }
        }
        return image;
    }

    /** How many pixels each colour has, run by run: most pixels are like the one before. */
    private static Map<Integer, Integer> counts(int[] pixels) {
        Map<Integer, Integer> counts = new HashMap<>();
        int start = 0;
        for (int i = 1; i <= pixels.length; i++) {
            if (i == pixels.length || pixels[i] != pixels[start]) {
                counts.merge(pixels[start], i - start, Integer::sum);
                start = i;
            }
        }
        return counts;
    }

    /**
     * What each colour is shown as, from the most to the least frequent: itself among the first ones, else the most frequent
     * colour in its box of the colour cube, of which each side is one step long.
     */
    private static Map<Integer, Integer> shown(List<Integer> colours, int step) {
        Map<Integer, Integer> boxes = new HashMap<>();
        Map<Integer, Integer> shown = new HashMap<>();
        for (int colour : colours) {
            int first = boxes.computeIfAbsent(box(colour, step), box -> colour);
            shown.put(colour, shown.size() < EXACT ? colour : first);
        }
        return shown;
    }

    private static int box(int colour, int step) {
        int red = (colour >> 16 & 0xff) / step;
        int green = (colour >> 8 & 0xff) / step;
        return red << 16 | green << 8 | (colour & 0xff) / step;
    }

    private static BufferedImage indexed(BufferedImage image, int[] pixels, Map<Integer, Integer> shown, int[] table) {
        Map<Integer, Integer> places = new HashMap<>();
        shown.forEach((colour, as) -> places.put(colour, Arrays.binarySearch(table, as)));
        byte[] indices = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            boolean asBefore = i > 0 && pixels[i] == pixels[i - 1];
            indices[i] = asBefore ? indices[i - 1] : places.get(pixels[i]).byteValue();
        }
        var model = new IndexColorModel(8, table.length, table, 0, false, -1, DataBuffer.TYPE_BYTE);
        var result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        result.getRaster().setDataElements(0, 0, image.getWidth(), image.getHeight(), indices);
        return result;
    }
}
