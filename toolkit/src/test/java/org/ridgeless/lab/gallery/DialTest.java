package org.ridgeless.lab.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Gallery;

class DialTest {
    @Test
    void everySliderOfACardMovesAnOptionOfItsExperiment() {
        List<Experiment<?>> moved = Gallery.all().experiments().stream()
                .filter(experiment -> !experiment.card().slider().isEmpty())
                .<Experiment<?>>map(experiment -> experiment)
                .toList();
        assertThat(moved).hasSizeGreaterThan(15).allSatisfy(experiment -> {
            Dial dial = Dial.of(experiment).orElseThrow();
            assertThat(dial.values()).as(dial.option()).hasSizeBetween(3, 5).doesNotHaveDuplicates();
            assertThat(dial.help()).isNotBlank();
        });
    }

    @Test
    void itShowsValuesAndStartsAtTheOneThatTheSizeGives() {
        Dial dial = Dial.of(Gallery.all().select("wide-minima").get(0)).orElseThrow();
        assertThat(dial.option()).isEqualTo("temperature");
        assertThat(dial.values()).containsExactly("0.4", "0.5", "0.7", "1");
        assertThat(dial.values().get(dial.start())).isEqualTo("0.5");
    }
}
