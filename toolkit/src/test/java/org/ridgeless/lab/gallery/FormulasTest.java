package org.ridgeless.lab.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormulasTest {
    @Test
    void equationsSideBySideMayStandOneBelowTheOther() {
        assertThat(Formulas.inPieces("$$a = b,\\qquad c = d, \\quad e$$\nfor all e"))
                .isEqualTo("$$a = b,$$ $$c = d,$$ $$e$$\n\nfor all e");
    }

    @Test
    void anEquationIsNotCutInside() {
        String cases = "$$r = \\begin{cases}1 & \\text{if } x \\\\ 2\\end{cases} + \\sqrt{x \\quad y}$$";
        assertThat(Formulas.inPieces(cases + " so")).isEqualTo(cases + "\n\nso");
    }

    @Test
    void aFormulaInTheLineStaysThere() {
        assertThat(Formulas.inPieces("for $x \\quad y$")).isEqualTo("for $x \\quad y$");
    }
}
