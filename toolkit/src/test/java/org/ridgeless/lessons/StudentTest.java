package org.ridgeless.lessons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A name makes the numbers of a lab, and only its owner gets the points. */
class StudentTest {
    @Test
    void theSameNameMeansTheSameNumbers() {
        assertThat(ConditionNumberLab.of(" Ada ").seed())
                .isEqualTo(ConditionNumberLab.of("ada").seed());
        assertThat(MarginsLab.of("ada").data().inputs())
                .isDeepEqualTo(MarginsLab.of("Ada").data().inputs());
        assertThat(RandomFeaturesLab.of("ada").ridge())
                .isEqualTo(RandomFeaturesLab.of("ada").ridge());
    }

    /** Of a class of thirty hardly two share all numbers. */
    @Test
    void otherNamesMeanOtherNumbers() {
        var numbers = IntStream.range(0, 30)
                .mapToObj(i -> ConditionNumberLab.of("student " + i))
                .map(lab -> lab.samples() + " " + lab.allowed() + " " + lab.parameters() + " " + lab.variance())
                .collect(Collectors.toSet());
        assertThat(numbers).hasSize(30);
    }

    @Test
    void numbersStayInTheirRanges() {
        for (int i = 0; i < 100; i++) {
            RandomFeaturesLab lab = RandomFeaturesLab.of("student " + i);
            assertThat(lab.digit()).isBetween(0, 9);
            assertThat(lab.other()).isBetween(0, 9).isNotEqualTo(lab.digit());
            assertThat(lab.ridge()).isBetween(0.001, 0.009);
            ConditionNumberLab matrices = ConditionNumberLab.of("student " + i);
            assertThat(matrices.parameters()).isGreaterThan(matrices.samples() + 4);
        }
    }

    @Test
    void aSubmissionBelongsToTheFolderItWasHandedInTo() {
        Student ada = Student.of("Ada");
        assertThat(ada.isOwner(Path.of("course/autograded/ada/margins"))).isTrue();
        assertThat(ada.isOwner(Path.of("course/autograded/bob/margins"))).isFalse();
        assertThat(ada.isOwner(Path.of("course/submitted/ADA/margins"))).isTrue();
        assertThat(ada.isOwner(Path.of("home/bob/margins"))).isTrue();
    }

    @Test
    void aLabNeedsAName() {
        assertThatThrownBy(() -> MarginsLab.of("  "))
                .isInstanceOf(WrongAnswer.class)
                .hasMessageContaining("no name");
    }
}
