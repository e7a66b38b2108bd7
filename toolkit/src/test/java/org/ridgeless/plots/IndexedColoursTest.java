package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class IndexedColoursTest {

    @Test
    void aChartLooksTheSameWithATableOfColours() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            int grey = i % 300 < 256 ? i % 300 : 255;
            image.setRGB(i % 64, i / 64, grey << 16 | grey << 8 | (grey / 2));
        }
        BufferedImage indexed = IndexedColours.of(image);
        assertThat(indexed.getType()).isEqualTo(BufferedImage.TYPE_BYTE_INDEXED);
        for (int i = 0; i < 64 * 64; i++) {
            assertThat(indexed.getRGB(i % 64, i / 64)).isEqualTo(image.getRGB(i % 64, i / 64));
        }
    }

    @Test
    void palePlanesOfNearlyOneColourStayApart() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            int edge = (i * 7 % 96) << 16 | (i * 11 % 96) << 8 | i * 13 % 96;
            image.setRGB(i % 64, i / 64, i < 1024 ? 0xc7deed : i < 2048 ? 0xc7e8df : edge);
        }
        BufferedImage indexed = IndexedColours.of(image);
        assertThat(indexed.getType()).isEqualTo(BufferedImage.TYPE_BYTE_INDEXED);
        assertThat(indexed.getRGB(3, 3)).isEqualTo(0xffc7deed);
        assertThat(indexed.getRGB(3, 20)).isEqualTo(0xffc7e8df);
    }

    @Test
    void aPictureWithTooManyColoursKeepsThem() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, i * 0x9e3779b1);
        }
        assertThat(IndexedColours.of(image)).isSameAs(image);
    }
}
