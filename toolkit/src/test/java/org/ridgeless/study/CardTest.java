package org.ridgeless.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ridgeless.display.MimeBundle;
import org.ridgeless.study.own.OwnPapers;

/** A card from a file and from a cell, what it shows, and what it refuses. */
class CardTest {
    private static final String MATTER = "---\nentry: B01\nthemes: [margins]\ncost: 1 s / 2 s\n---\n";
    private static final String BODY = "# Title\n\nClaim.\n\n";
    private static final String PAPERS = "## Papers\n\n* [@edelman1988eigenvalues, Theorem 6.1]\n";
    private static final String LINK = "[Edelman and Kostlan (1995)](https://doi.org/10.1090/S0273-0979-1995-00571-9)";

    /** Its card is the resource real-zeros2-d.md. */
    private static final class RealZeros2D {}

    private static final class NoCardHere {}

    private static Card read(String markdown) {
        return Card.parse("my-card", markdown, Bibliography.ofToolkit());
    }

    @Test
    void cardStandsBesideItsClass() {
        Card card = Card.of(RealZeros2D.class);

        assertThat(card.name()).isEqualTo("real-zeros2-d");
        assertThat(card.entry()).isEqualTo("X01");
        assertThat(card.themes()).containsExactly("landscapes", "random-matrices");
        assertThat(card.cost()).isEqualTo("1 s / 2 s");
        assertThat(card.title()).isEqualTo("Real zeros");
        assertThat(card.claim())
                .isEqualTo("N equations of degree k have $k^{N/2}$ real zeros on average " + LINK + ".");
        assertThat(card.formulas())
                .containsExactly(
                        "$$\\mathbb E\\,Z = k^{N/2}$$\nfor the Kostlan ensemble, as in " + LINK + ", Theorem 7.2",
                        "$$Z = k^N$$\nover the complex numbers");
        assertThat(card.assumptions()).containsExactly("independent coefficients", "k at least 1");
        assertThat(card.remarks()).containsExactly("First, in two lines.", "    z^k = 1");
        assertThat(card.papers())
                .containsExactly(
                        Bibliography.ofToolkit().paper("edelman1995zeros").at("Theorems 6.1 and 7.2"));
    }

    @Test
    void bibliographyBesideTheClassComesBeforeTheToolkits() {
        assertThat(Card.of(OwnPapers.class).papers())
                .extracting(Paper::line)
                .containsExactly("Ada Lovelace (1843), Notes by the translator, Note A");
        assertThatThrownBy(() -> Card.of(OwnPapers.class).cites("edelman1988eigenvalues", ""))
                .hasMessageContaining("no paper \"edelman1988eigenvalues\" in papers.bib; none of the 1 is near");
    }

    @ParameterizedTest
    @CsvSource({
        "MomentumEdge, momentum-edge",
        "SgdNoise, sgd-noise",
        "SGDNoise, sgd-noise",
        "ConvexReluOptimum, convex-relu-optimum",
    })
    void nameIsThatOfTheClassInWords(String type, String name) {
        assertThat(CardNames.words(type)).isEqualTo(name);
    }

    @Test
    void missingFileAndNamelessClassAreNamed() {
        assertThatThrownBy(() -> Card.of(NoCardHere.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no-card-here.md")
                .hasMessageContaining("NoCardHere");
        assertThatThrownBy(() -> Card.of(new Object() {}.getClass())).hasMessageContaining("a name in plain letters");
    }

    @Test
    void studyInACellMakesItsOwn() {
        Paper own = Paper.by("Ada Lovelace").titled("Notes").in(1843).key("lovelace1843notes");
        Card card = Card.named("my-study")
                .entry("X02")
                .theme("margins")
                .theme("descent")
                .title("A title")
                .claim("As [@lovelace1843notes, Note G] says, and [@edelman1995zeros].")
                .cost("1 s", "1 min")
                .formula("a = b", "for all a")
                .assumes("nothing")
                .remark("See [@edelman1995zeros, Section 2].")
                .cites("edelman1988eigenvalues", "Theorem 6.1")
                .paper(own)
                .checked();

        assertThat(card.claim()).isEqualTo("As Lovelace (1843), Note G says, and " + LINK + ".");
        assertThat(card.themes()).containsExactly("margins", "descent");
        assertThat(card.papers())
                .extracting(Paper::key)
                .containsExactly("edelman1988eigenvalues", "lovelace1843notes", "edelman1995zeros");
        assertThat(card.bibtex()).contains("note = {Theorem 6.1}", "author = {Ada Lovelace}");
        assertThat(card.markdown())
                .isEqualTo("### A title\n\n" + card.claim() + "\n\n$$a = b$$\nfor all a\n"
                        + "\n**Assumptions**\n\n* nothing\n\nSee " + LINK + ", Section 2.\n\n**Papers**\n\n"
                        + "* Alan Edelman (1988), [Eigenvalues and Condition Numbers of Random Matrices]"
                        + "(https://doi.org/10.1137/0609045), SIAM Journal on Matrix Analysis and Applications 9(4), 543–560,"
                        + " Theorem 6.1\n* Ada Lovelace (1843), Notes\n* Alan Edelman, Eric Kostlan (1995), [How many zeros of"
                        + " a random polynomial are real?](https://doi.org/10.1090/S0273-0979-1995-00571-9), Bulletin of the"
                        + " American Mathematical Society 32(1), 1–37\n");
        assertThat(card.mime().data()).containsEntry(MimeBundle.MARKDOWN, card.markdown());
    }

    @Test
    void studyOfOnesOwnMayHaveNoPaper() {
        Card card = Card.named("bare").title("Bare").claim("1 + 1 = 2").checked();

        assertThat(card.papers()).isEmpty();
        assertThat(card.markdown()).isEqualTo("### Bare\n\n1 + 1 = 2\n");
    }

    @Test
    void cardStaysAsItIsWhenAnotherIsMadeFromIt() {
        Card card = Card.named("bare").title("Bare").assumes("a");

        card.assumes("b").title("Other").theme("margins").cites("edelman1988eigenvalues", "");

        assertThat(card)
                .hasToString(Card.named("bare").title("Bare").assumes("a").toString());
    }

    @Test
    void whatEveryStudyNeedsIsAskedForByName() {
        assertThatThrownBy(() -> Card.named("bare").claim("x").checked()).hasMessage("the card bare: no title");
        assertThatThrownBy(() -> Card.named("bare").title("x").checked()).hasMessage("the card bare: no claim");
        assertThatThrownBy(() ->
                        Card.named("bare").title("x").claim("[@nobody1900]").checked())
                .hasMessageStartingWith("no paper \"nobody1900\"");
        assertThatThrownBy(() -> Card.named("Not A Name")).hasMessageContaining("got \"Not A Name\"");
        assertThatThrownBy(() -> Card.named("bare").theme("Big Theme")).hasMessageContaining("got \"Big Theme\"");
        assertThatThrownBy(() -> Card.named("bare").claim("see [@a; @b]")).hasMessageContaining("got \"[@a; @b]\"");
        assertThatThrownBy(() -> Card.named("bare").cites("edelman1988eigenvalue", ""))
                .hasMessageContaining("near: edelman1988eigenvalues");
        assertThatThrownBy(
                        () -> Card.named("bare").cites("edelman1995zeros", "").cites("edelman1995zeros", "Theorem 1"))
                .hasMessageContaining("edelman1995zeros is listed twice");
    }

    @Test
    void fileNeedsTitleClaimAndPaper() {
        assertThat(read(MATTER + BODY + PAPERS).papers()).hasSize(1);
        assertThatThrownBy(() -> read(MATTER + BODY)).hasMessageContaining("my-card: no paper");
        assertThatThrownBy(() -> read(MATTER + "# Title\n\n" + PAPERS)).hasMessage("the card my-card: no claim");
        assertThatThrownBy(() -> read(MATTER + PAPERS)).hasMessage("the card my-card: no title");
    }

    @Test
    void unknownPaperIsNamedWithTheCard() {
        assertThatThrownBy(() -> read(MATTER + BODY + "## Papers\n\n* [@edelman1988eigenvalue]\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the card my-card: no paper \"edelman1988eigenvalue\" in papers.bib; near: edelman1988eigenvalues");
        assertThatThrownBy(() -> read(MATTER + BODY + "## Remarks\n\nSee [@qqqq].\n\n" + PAPERS))
                .hasMessageContaining("my-card: no paper \"qqqq\" in papers.bib; none of the ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# Title\n", // no front matter
                "---\nentry: B01\n# Title\n", // not closed
                "---\nauthor: me\n---\n", // unknown entry
                "---\nentry: B01\nentry: B02\n---\n", // twice
                "---\nthemes: [Big Theme]\n---\n",
                "---\nthemes: [a, a]\n---\n",
                "---\nentry: B01\n---\nText before the title\n",
                "---\nentry: B01\n---\n# Title\n\n# Another\n",
                "---\nentry: B01\n---\n# Title\n\n## Sources\n",
                "---\nentry: B01\n---\n# Title\n\n## Papers\n\n## Papers\n",
            })
    void malformedFilesAreRefusedWithTheirLine(String markdown) {
        assertThatThrownBy(() -> read(markdown))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("the card my-card: line \\d+: .*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Formulas\n\n$$a$$\n\n",
                "## Formulas\n\nfor all a\n\n",
                "## Formulas\n\n$$a = b\n\n",
                "## Assumptions\n\nNo list.\n\n",
                "## Remarks\n\nSee [@a; @b].\n\n",
            })
    void malformedSectionsAreQuoted(String section) {
        assertThatThrownBy(() -> read(MATTER + BODY + section + PAPERS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the card my-card: ");
        assertThatThrownBy(() -> read(MATTER + BODY + "## Papers\n\n* Edelman 1988\n"))
                .hasMessageContaining("Edelman 1988");
    }

    @Test
    void headingInsideCodeIsCode() {
        Card card = read(MATTER + BODY + "## Remarks\n\n```\n## Sources\n```\n\n" + PAPERS);

        assertThat(card.remarks()).containsExactly("```\n## Sources\n```");
    }
}
