package org.ridgeless.kernel.debug;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellPathTest {

    /** The numbers are those that the hash function of JupyterLab 4.6.4 gives, run in Node.js with the seed 0. */
    @ParameterizedTest
    @CsvSource({
        "'', 0",
        "a, 2456313694",
        "ab, 446775395",
        "abc, 324500635",
        "abcd, 646393889",
        "'int here = 1;\nhere + 1', 3092745251",
        "'\u03ba = \u221a2; // \ud835\udd38', 1155885415"
    })
    void aCellHasTheNameThatJupyterLabGivesIt(String code, String number) {
        assertThat(CellPath.of(code)).isEqualTo("ridgeless/" + number + ".java");
    }
}
