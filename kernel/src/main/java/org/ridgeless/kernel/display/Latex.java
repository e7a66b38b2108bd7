package org.ridgeless.kernel.display;

import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

/** Shows a formula: {@code Latex.of("\\frac{a}{b}")}; dollars around it are not needed. */
public final class Latex extends Markup {
    private Latex(String source) {
        super(MIMEType.TEXT_LATEX, source);
    }

    public static Latex of(String formula) {
        boolean delimited = formula.contains("$") || formula.strip().startsWith("\\begin");
        return new Latex(delimited ? formula : "$$" + formula + "$$");
    }
}
