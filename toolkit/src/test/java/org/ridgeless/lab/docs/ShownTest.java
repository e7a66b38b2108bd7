package org.ridgeless.lab.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.ridgeless.verdict.Outcome;

/** What the examples show is compared strictly, or a wrong digit would stay. */
class ShownTest {
    @Test
    void valuesAreToldFromRemarks() {
        String code = """
                a(); // 3 samples of a law
                b(); // 0.31… = 1/π
                c(); // [1, 2], a row for each
                d(); // as in [1]
                e(); // PASS
                f(); // "text"; a remark
                g(); // -2e-3: small
                h(); // true
                i(); // NumPy reads it
                """;
        assertThat(Shown.values(code)).containsExactly("0.31…", "[1, 2]", "PASS", "\"text\"", "-2e-3", "true");
    }

    @Test
    void whatIsRightPasses() {
        assertThatCode(() -> Shown.compare(
                        "right",
                        List.of("0.31…", "-0.31…", "[1, 2.5]", "[[1], [2]]", "[]", "PASS", "\"a\"", "true", "1.0"),
                        1 / Math.PI,
                        -1 / Math.PI,
                        new double[] {1, 2.5},
                        new int[][] {{1}, {2}},
                        new double[0],
                        Outcome.PASS,
                        "a",
                        true,
                        1))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsWrongFails() {
        wrong("0.32…", 1 / Math.PI);
        wrong("0.31", 1 / Math.PI);
        wrong("[1, 2]", new double[] {1, 2, 3});
        wrong("[1, 2]", new double[][] {{1, 2}});
        wrong("2", 2.3);
        wrong("1", Double.NaN);
        wrong("PASS", Outcome.FAIL);
        wrong("true", false);
        assertThatThrownBy(() -> Shown.compare("missing", List.of("1"))).isInstanceOf(AssertionError.class);
    }

    private static void wrong(String shown, Object value) {
        assertThatThrownBy(() -> Shown.compare("wrong", List.of(shown), value))
                .isInstanceOfAny(AssertionError.class, NumberFormatException.class);
    }
}
