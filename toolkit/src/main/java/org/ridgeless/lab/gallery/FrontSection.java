package org.ridgeless.lab.gallery;

/** The figure of the front page, with its data in the page, for a browser reads no other file beside a page in a folder. */
final class FrontSection {
    private FrontSection() {}

    static String of(FrontData data) {
        if (data.settings().isEmpty()) {
            return "";
        }
        return """
                <section id="front-figure" aria-label="Condition number of random matrices">
                <p class="ask">Draw an <i>n</i> × <i>d</i> matrix of Gaussian numbers. How badly conditioned is it? Drag in the figure, or move the
                sliders.</p>
                <div class="dials">
                <label for="front-n">rows <i>n</i></label> <input type="range" id="front-n" min="0" value="0"> <output for="front-n"></output>
                <label for="front-d">columns <i>d</i></label> <input type="range" id="front-d" min="0" value="0"> <output for="front-d"></output>
                </div>
                <div class="pair">
                <svg id="front-medians" viewBox="0 0 480 340" role="img" aria-label="Medians of the condition number over d"></svg>
                <svg id="front-values" viewBox="0 0 480 340" role="img" aria-label="Histogram of the singular values"></svg>
                </div>
                <p id="front-verdict" aria-live="polite"></p>
                <noscript><p>This figure needs JavaScript; it loads nothing from the network.</p></noscript>
                <script type="application/json" id="front-data">%s</script>
                </section>
                """.formatted(data.json().replace("<", "\\u003c"));
    }
}
