package org.ridgeless.lab.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.kernel.notebook.html.Fragments;
import org.ridgeless.verdict.Claim;

/**
 * The colours of all pages, read from their style sheets, have the contrast that the Web Content Accessibility Guidelines 2.2
 * ask for at level AA: 4.5 for text, 3 for parts of pictures (success criteria 1.4.3 and 1.4.11).
 */
class ContrastTest {
    private static final double TEXT = 4.5;
    private static final double GRAPHICS = 3;
    private static final Pattern COLOUR = Pattern.compile("--([a-z-]+):\\s*(#[0-9a-f]{6})");
    private static final String DARK = "@media screen and (prefers-color-scheme: dark) {";

    @Test
    void theMeasureIsThatOfTheGuidelines() {
        assertThat(contrast("#000000", "#ffffff")).isEqualTo(21);
        // The two greys nearest to the threshold on white, as the guidelines' own examples have them.
        assertThat(contrast("#767676", "#ffffff")).isGreaterThan(4.5);
        assertThat(contrast("#777777", "#ffffff")).isLessThan(4.5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyTextCanBeRead(boolean dark) {
        Map<String, String> colours = colours(dark);
        List<String> texts = List.of("ink", "faint", "link", "good", "bad", "doubt", "alarm");
        List<String> code = List.of("ink", "keyword", "type", "string", "number", "comment", "call", "faint");
        List<String> terminal = List.of("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white");
        assertReadable(colours, texts, "paper");
        assertReadable(colours, code, "panel");
        assertReadable(colours, terminal, "paper");
        assertReadable(colours, List.of("ink", "alarm", "red"), "alarm-panel");
        assertReadable(colours, List.of("ink"), "warn-panel");
        assertReadable(colours, List.of("paper"), "ink");
        assertReadable(colours, List.of("paper"), "bad");
        for (String part : List.of("mark", "good", "bad", "ink")) {
            assertThat(contrast(colours.get(part), colours.get("paper")))
                    .as("%s on paper", part)
                    .isGreaterThanOrEqualTo(GRAPHICS);
        }
    }

    @Test
    void theBadgesOfAVerdictCanBeReadOnAnyPage() {
        String html = Claim.that("1 is 1")
                        .observed(1)
                        .predicts(1)
                        .within(0.1)
                        .mime()
                        .data()
                        .get(MimeBundle.HTML)
                + Claim.that("1 is 2")
                        .observed(1)
                        .predicts(2)
                        .within(0.1)
                        .mime()
                        .data()
                        .get(MimeBundle.HTML)
                        .toString()
                + Claim.that("?")
                        .observed(Double.NaN)
                        .predicts(2)
                        .within(0.1)
                        .mime()
                        .data()
                        .get(MimeBundle.HTML);
        Matcher badge = Pattern.compile("background:(#[0-9a-f]{6});color:(#[0-9a-f]{6})")
                .matcher(html);
        int count = 0;
        while (badge.find()) {
            assertThat(contrast(badge.group(1), badge.group(2)))
                    .as(badge.group())
                    .isGreaterThanOrEqualTo(TEXT);
            count++;
        }
        assertThat(count).isEqualTo(3);
    }

    private static void assertReadable(Map<String, String> colours, List<String> texts, String ground) {
        for (String text : texts) {
            assertThat(contrast(colours.get(text), colours.get(ground)))
                    .as("%s on %s, %s on %s", text, ground, colours.get(text), colours.get(ground))
                    .isGreaterThanOrEqualTo(TEXT);
        }
    }

    /** The colours outside of media queries, and in the dark theme those of its queries in their place. */
    private static Map<String, String> colours(boolean dark) {
        Map<String, String> light = new HashMap<>();
        Map<String, String> inDark = new HashMap<>();
        for (String sheet : List.of(Fragments.styleSheet(), Page.resource("gallery.css"))) {
            int start = sheet.indexOf(DARK);
            int end = sheet.indexOf("\n}", start);
            read(sheet.substring(0, start) + sheet.substring(end), light);
            read(sheet.substring(start, end), inDark);
        }
        assertThat(inDark.keySet()).containsExactlyInAnyOrderElementsOf(light.keySet());
        return dark ? inDark : light;
    }

    private static void read(String css, Map<String, String> into) {
        Matcher colour = COLOUR.matcher(css);
        while (colour.find()) {
            into.put(colour.group(1), colour.group(2));
        }
    }

    private static double contrast(String first, String second) {
        double a = luminance(first);
        double b = luminance(second);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    private static double luminance(String hex) {
        return 0.2126 * linear(hex, 1) + 0.7152 * linear(hex, 3) + 0.0722 * linear(hex, 5);
    }

    private static double linear(String hex, int from) {
        double value = Integer.parseInt(hex.substring(from, from + 2), 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }
}
