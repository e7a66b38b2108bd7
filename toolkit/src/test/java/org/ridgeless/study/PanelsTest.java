package org.ridgeless.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PanelsTest {
    private final Gallery gallery = Gallery.all();

    @Test
    void theBookHasSeventyNinePanelsWithNamesOfTheirOwn() {
        List<Panel> book = gallery.panels("book");
        assertThat(book).hasSize(79).extracting(Panel::name).doesNotHaveDuplicates();
        assertThat(book).allSatisfy(panel -> assertThat(panel.name()).matches("book/\\d(\\.\\d)?/[a-z0-9-]+"));
        assertThat(gallery.panels("book/2.5")).hasSize(3);
        assertThat(gallery.panels("boo")).isEmpty();
    }

    @Test
    void everyPanelThatIsCoveredFindsItsExperiment() {
        for (Panel panel : gallery.panels("book")) {
            if (panel.isCovered()) {
                assertThat(gallery.select(panel.name()))
                        .extracting(experiment -> experiment.card().name())
                        .containsExactly(panel.experiment());
            }
        }
        assertThat(gallery.find("book/5.5/random-fourier-features").card().name())
                .isEqualTo("fourier-features");
    }

    @Test
    void aSectionFindsAllExperimentsOfIts() {
        assertThat(gallery.select("book/2.4"))
                .extracting(e -> e.card().name())
                .contains("population-spectra", "sample-eigenspaces");
        assertThatThrownBy(() -> gallery.select("book/4.4/eeg")).hasMessageContaining("EEG");
    }
}
