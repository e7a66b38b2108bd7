package org.ridgeless.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Font;
import java.util.List;
import org.junit.jupiter.api.Test;

class MathTextTest {
    private static String plain(String label) {
        return MathText.of(label).plain().replaceAll("[\u2004\u2005\u2009]", "");
    }

    @Test
    void formulasBecomeTheirCharacters() {
        assertThat(plain("$\\gamma$")).isEqualTo("γ");
        assertThat(plain("risk at $\\gamma = n/d$")).isEqualTo("risk at γ=n/d");
        assertThat(plain("$\\|\\nabla L\\|_2^2$")).isEqualTo("‖∇L‖₂²");
        assertThat(plain("$\\lambda_{\\max}/\\sqrt{n}$")).isEqualTo("λ_(max)/√n");
        assertThat(plain("$\\frac{1}{2}\\sqrt{x+1}$")).isEqualTo("1/2√(x+1)");
        assertThat(plain("$\\hat\\theta \\in \\mathbb{R}^{p}$")).isEqualTo("θ\u0302∈ℝ^p");
        assertThat(plain("$10^{-3}$, $\\text{train loss}$")).isEqualTo("10⁻³, train loss");
        assertThat(plain("$e^{-x^2/2}$")).isEqualTo("e^(−x²/2)");
    }

    @Test
    void textWithoutFormulasIsLeftAlone() {
        assertThat(plain("n_1 and 5 $, a \\$ and η = 0.1")).isEqualTo("n_1 and 5 $, a $ and η = 0.1");
        assertThat(MathText.of("κ(A)").pieces()).containsExactly(new MathText.Glyphs("κ(A)", Font.PLAIN, 1, 0));
    }

    @Test
    void lettersAreItalicAndFunctionsAreNot() {
        List<MathText.Piece> pieces = MathText.of("$x\\log 2$").pieces();
        assertThat(pieces.get(0)).isEqualTo(new MathText.Glyphs("x", Font.ITALIC, 1, 0));
        assertThat(pieces.get(1)).isEqualTo(new MathText.Glyphs("\u2009log\u2009", Font.PLAIN, 1, 0));
        assertThat(pieces.get(2)).isEqualTo(new MathText.Glyphs("2", Font.PLAIN, 1, 0));
    }

    @Test
    void anIndexStandsBelowItsPower() {
        MathText both = MathText.of("$x_i^2$");
        assertThat(both.width(10))
                .isLessThan(MathText.of("$x_i$").width(10)
                        + MathText.of("$x^2$").width(10)
                        - MathText.of("$x$").width(10));
        var scripts = (MathText.Scripts) both.pieces().get(1);
        assertThat(((MathText.Glyphs) scripts.lower().get(0)).raise()).isNegative();
        assertThat(((MathText.Glyphs) scripts.upper().get(0)).raise()).isPositive();
    }

    @Test
    void whatIsNotKnownIsNamedWhenItIsTyped() {
        assertThatThrownBy(() -> Chart.titled("$\\undefined$"))
                .hasMessageContaining("\\undefined is not known")
                .hasMessageContaining("Greek letters");
        assertThatThrownBy(() -> Chart.titled("").x("$x_$")).hasMessageContaining("missing");
        assertThatThrownBy(() -> Chart.titled("").y("${x$")).hasMessageContaining("missing");
        assertThatThrownBy(() -> Chart.titled("").theory("$a}$", v -> v)).hasMessageContaining("unexpected \"}\"");
    }
}
