package org.ridgeless.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ridgeless.ChildJvm;
import org.ridgeless.kernel.cli.Finding;
import org.ridgeless.kernel.cli.Finding.State;

/** What {@code lab doctor} says of the library for large matrices. */
class LinearAlgebraFindingsTest {
    /** In a process of its own. */
    static final class Alone {
        private Alone() {}

        public static void main(String[] args) {
            Finding finding = LinearAlgebraFindings.all().get(0);
            System.out.println(finding.state() + " " + finding.found() + ": " + finding.remedy());
        }
    }

    @Test
    void theLibraryIsNamedWhereItWorks() {
        Finding finding = LinearAlgebraFindings.all().get(0);
        assertThat(finding.state()).isEqualTo(State.GOOD);
        assertThat(finding.found()).isEqualTo("OpenBLAS, through JavaCPP");
    }

    /** Switched off on purpose is as it should be; a library that does not load, or a switch that says nothing, is not. */
    @ParameterizedTest
    @CsvSource({
        "-Dridgeless.native=off, GOOD, since the system property ridgeless.native is off",
        "-Dorg.bytedeco.javacpp.platform=linux-none, NOTE, since OpenBLAS does not load here",
        "-Dorg.bytedeco.javacpp.platform=linux-none, NOTE, three to eight times slower",
        "-Dridgeless.native=fortran, BAD, 'on or off, got \"fortran\"'",
    })
    void whatIsMissingIsSaidWithItsReason(String option, State state, String said) throws Exception {
        assertThat(ChildJvm.with(option, "-Djava.library.path=").run(Alone.class))
                .singleElement()
                .asString()
                .startsWith(state.name())
                .contains(said);
    }
}
