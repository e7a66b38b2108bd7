package org.ridgeless.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.ridgeless.study.Gallery;
import org.ridgeless.verdict.Check;
import org.ridgeless.verdict.Exclusion;
import org.ridgeless.verdict.Outcome;
import org.ridgeless.verdict.Verdict;

/** The experiments as people run them. In a class of its own, so that it takes turns with no other. */
@Tag("slow")
class TeachingSizeTest {
    @TestFactory
    Stream<DynamicTest> everyExperimentPassesAtTeachingSizeAndNoRivalWouldPassInItsPlace() {
        return Gallery.all().experiments().stream()
                .map(experiment -> DynamicTest.dynamicTest(experiment.card().name(), () -> {
                    Verdict verdict = experiment.run().verdict();
                    assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(Outcome.PASS);
                    for (Exclusion rival : verdict.rivals()) {
                        List<Check> about = verdict.checks().stream()
                                .filter(check -> check.rivals().contains(rival.rival()))
                                .toList();
                        assertThat(about.stream()
                                        .map(check -> check.supposing(rival.rival())
                                                .judge(verdict.level())
                                                .outcome()))
                                .as("with \"" + rival.rival() + "\" in the place of the theory")
                                .contains(Outcome.FAIL);
                    }
                }));
    }
}
