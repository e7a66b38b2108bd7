package org.ridgeless.plots;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.HashMap;
import java.util.Map;

/**
 * The same picture with a table of at most 256 colours, where the eye cannot tell the difference: charts hold few colours and
 * their blends along edges. It makes the file, and every notebook that holds it, two to three times smaller.
 */
final class IndexedColours {
    private static final int COLOURS = 256;
    private static final int[] STEPS = {1, 4, 8, 12, 16, 20, 24, 28};

    private IndexedColours() {}

    /** The indexed picture, or the given one if some colour would be off by more than is invisible along an edge. */
    static BufferedImage of(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        for (int step : STEPS) {
            Map<Integer, Integer> table = mostFrequent(counts, step);
            if (table.size() <= COLOURS) {
                return indexed(image, pixels, table, step);
            }
        }
        return image;
    }

    /** The most frequent colour of each box of the colour cube, of which each side is one step long. */
    private static Map<Integer, Integer> mostFrequent(Map<Integer, Integer> counts, int step) {
        Map<Integer, Integer> best = new HashMap<>();
        counts.forEach((colour, count) -> best.merge(box(colour, step), colour, (a, b) -> {
            int order = Integer.compare(counts.get(a), counts.get(b));
            return order > 0 || order == 0 && a < b ? a : b;
        }));
        return best;
    }

    private static int box(int colour, int step) {
        int red = (colour >> 16 & 0xff) / step;
        int green = (colour >> 8 & 0xff) / step;
        return red << 16 | green << 8 | (colour & 0xff) / step;
    }

    private static BufferedImage indexed(BufferedImage image, int[] pixels, Map<Integer, Integer> table, int step) {
        int[] boxes = table.keySet().stream().mapToInt(box -> box).sorted().toArray();
        int[] colours = new int[boxes.length];
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < boxes.length; i++) {
            colours[i] = table.get(boxes[i]);
            places.put(boxes[i], i);
        }
        byte[] indices = new byte[pixels.length];
        for (int i = 0; i < pixels.length; i++) {
            indices[i] = places.get(box(pixels[i], step)).byteValue();
        }
        var model = new IndexColorModel(8, colours.length, colours, 0, false, -1, DataBuffer.TYPE_BYTE);
        var result = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_BYTE_INDEXED, model);
        result.getRaster().setDataElements(0, 0, image.getWidth(), image.getHeight(), indices);
        return result;
    }
}
