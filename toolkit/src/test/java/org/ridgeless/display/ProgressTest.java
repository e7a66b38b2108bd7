package org.ridgeless.display;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final AtomicLong now = new AtomicLong(7);

    @Test
    void aShortComputationShowsNothing() {
        List<String> shown = new ArrayList<>();
        try (Progress progress = new Progress("short", 3, Optional.of(recorder(shown)), now::get)) {
            progress.advance(2);
            now.addAndGet(499_999_999);
            progress.advance(1);
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void aLongComputationShowsHowFarItIsAndHowItEnded() {
        List<String> shown = new ArrayList<>();
        try (Progress progress = new Progress("long", 4, Optional.of(recorder(shown)), now::get)) {
            progress.advance();
            now.addAndGet(600_000_000);
            progress.advance();
            assertThat(progress.done()).isEqualTo(2);
        }
        assertThat(shown.get(0)).startsWith("long 0.5 2 of 4, 1 s left");
        assertThat(shown.get(1)).startsWith("closed long stopped at 2 of 4 after 0.6000 s");
        assertThat(shown).hasSize(2);
    }

    @Test
    void whatHasComeOutIsDrawnEveryThreeSecondsWherePicturesAreShown() {
        List<String> shown = new ArrayList<>();
        ProgressSink pictures = new ProgressSink() {
            @Override
            public void show(String label, double fraction, String status) {
                shown.add(status);
            }

            @Override
            public boolean showsPictures() {
                return true;
            }

            @Override
            public void picture(Displayable soFar) {
                shown.add("picture " + soFar.mime().data().get(MimeBundle.TEXT));
            }

            @Override
            public void close(String label, String status) {
                shown.add("closed");
            }
        };
        int[] drawn = {0};
        try (Progress progress = new Progress("long", 9, Optional.of(pictures), now::get).drawing(() -> {
            if (++drawn[0] == 3) {
                throw new IllegalStateException("cannot be drawn");
            }
            return Optional.of(() -> MimeBundle.text("number " + drawn[0]));
        })) {
            for (int second = 0; second < 9; second++) {
                now.addAndGet(1_500_000_000);
                progress.advance();
            }
        }
        assertThat(shown.stream().filter(line -> line.startsWith("picture")))
                .containsExactly("picture number 1", "picture number 2");
        assertThat(shown.stream().filter(line -> line.contains(" of 9"))).hasSize(9);
        assertThat(drawn[0]).isEqualTo(3);
    }

    @Test
    void aTerminalLineIsRewrittenInPlaceAndGoneAtTheEnd() {
        var bytes = new ByteArrayOutputStream();
        var sink = new TerminalProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        sink.show("sweep", 0.5, "1 of 2");
        sink.close("sweep", "done");
        String text = bytes.toString(StandardCharsets.UTF_8);
        assertThat(text)
                .startsWith("\rsweep [============            ] 1 of 2")
                .endsWith("\r")
                .doesNotContain("\n");
    }

    @Test
    void numbersReadAsPeopleWriteThem() {
        assertThat(Numbers.show(3.6712345)).isEqualTo("3.671");
        assertThat(Numbers.show(734)).isEqualTo("734");
        assertThat(Numbers.show(-0.0)).isEqualTo("0");
        assertThat(Numbers.show(-1.5e-9)).isEqualTo("−1.500e-9");
        assertThat(Numbers.show(1.5e10 + 0.25)).isEqualTo("1.500e10");
        assertThat(Numbers.show(99999.5)).isEqualTo("100000");
        assertThat(Numbers.show(Double.NaN)).isEqualTo("–");
        assertThat(Numbers.show(Double.NEGATIVE_INFINITY)).isEqualTo("−∞");
    }

    private static ProgressSink recorder(List<String> shown) {
        return new ProgressSink() {
            @Override
            public void show(String label, double fraction, String status) {
                shown.add(label + " " + fraction + " " + status);
            }

            @Override
            public void close(String label, String status) {
                shown.add("closed " + label + " " + status);
            }
        };
    }
}
