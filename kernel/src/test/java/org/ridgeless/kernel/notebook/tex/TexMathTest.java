package org.ridgeless.kernel.notebook.tex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.InputSource;

class TexMathTest {
    private static String body(String tex) {
        String math = TexMath.inline(tex);
        return math.substring(math.indexOf("<mrow>") + "<mrow>".length(), math.indexOf("</mrow><annotation"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x_i^2               | <msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>",
                "x^{2k}              | <msup><mi>x</mi><mrow><mn>2</mn><mi>k</mi></mrow></msup>",
                "f''                 | <msup><mi>f</mi><mo>′′</mo></msup>",
                "\\frac12            | <mfrac><mn>1</mn><mn>2</mn></mfrac>",
                "\\sqrt[3]{x}        | <mroot><mrow><mi>x</mi></mrow><mrow><mn>3</mn></mrow></mroot>",
                "\\mathbb{R}         | <mrow><mi mathvariant=\"normal\">ℝ</mi></mrow>",
                "\\mathbb E          | <mi mathvariant=\"normal\">𝔼</mi>",
                "\\mathrm{tr}        | <mi>tr</mi>",
                "a \\le b            | <mi>a</mi><mo>≤</mo><mi>b</mi>",
                "\\log x             | <mi>log</mi><mspace width=\"0.1667em\"/><mi>x</mi>",
                "\\hat\\gamma_i      | <msub><mover accent=\"true\"><mi>γ</mi><mo stretchy=\"false\">^</mo></mover><mi>i</mi></msub>",
                "a < b \\& c         | <mi>a</mi><mo>&lt;</mo><mi>b</mi><mi mathvariant=\"normal\">&amp;</mi><mi>c</mi>",
                "\\not\\in           | <mo>∈\u0338</mo>",
                "3.14                | <mn>3.14</mn>",
                "\\text{a b } 3      | <mtext>a\u00a0b\u00a0</mtext><mn>3</mn>"
            })
    void theUsualNotationBecomesMathml(String tex, String mathml) {
        assertThat(body(tex)).isEqualTo(mathml);
    }

    @Test
    void limitsOfSumsStandAboveAndBelowAndThoseOfIntegralsAtTheCorner() {
        assertThat(body("\\sum_{i=1}^n")).startsWith("<munderover><mo movablelimits=\"true\">∑</mo>");
        assertThat(body("\\max_w")).startsWith("<munder>");
        assertThat(body("\\int_0^1")).startsWith("<msubsup><mo>∫</mo>");
        assertThat(body("\\underbrace{a+b}_{n}")).startsWith("<munder><munder>");
    }

    @Test
    void environmentsBecomeTables() {
        assertThat(body("\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}"))
                .contains("<mtr><mtd class=\"center\"><mi>a</mi></mtd><mtd class=\"center\"><mi>b</mi></mtd></mtr>")
                .startsWith("<mrow><mo stretchy=\"true\" symmetric=\"true\">(</mo><mtable>");
        assertThat(body("\\begin{cases}1 & x>0\\\\ 0 & \\text{otherwise}\\end{cases}"))
                .contains("<mtext>otherwise</mtext>")
                .contains("{</mo>")
                .doesNotContain("}</mo>");
        assertThat(body("\\begin{aligned} a &= b \\\\ &= c \\end{aligned}"))
                .contains("<mtd class=\"right tight\"><mi>a</mi></mtd><mtd class=\"left tight\"><mo>=</mo>");
    }

    @Test
    void whatIsNotKnownShowsByItsName() {
        assertThat(body("\\foo{x}")).contains("\\foo").contains("<mi>x</mi>");
    }

    /** Broken input must give a page all the same, and well-formed XML, which the parser here verifies. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "}",
                "\\",
                "^",
                "_",
                "x^",
                "x_^",
                "x^a^b",
                "\\frac",
                "\\frac{a}",
                "\\left(",
                "\\right)",
                "\\begin{cases}",
                "\\begin",
                "\\end{x}",
                "a & b \\\\ c",
                "\\sqrt[3",
                "{a",
                "\\text{a",
                "%",
                "$",
                "~",
                "\\left. x \\right|_0",
                "\\mathbb{1}\\{x>0\\}",
                "\\bigl( x \\bigr)",
                "\\xrightarrow[a]{b}",
                "\\operatorname*{argmin}_w",
                "\\tag{1}",
                "x'^2",
                "\\substack{a\\\\b}",
                "\\overset{!}{=}",
                "\\boldsymbol{\\theta}",
                "\\mathcal{L}",
                "é 漢 😀",
                "a\\\\b"
            })
    void everyInputGivesWellFormedMathml(String tex) throws Exception {
        String math = TexMath.display(tex);
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(math)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("math");
        assertThat(document.getElementsByTagName("annotation").item(0).getTextContent())
                .isEqualTo(tex.strip());
    }
}
