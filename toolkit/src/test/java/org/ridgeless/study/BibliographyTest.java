package org.ridgeless.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** BibTeX in, papers out, and back. */
class BibliographyTest {
    private static final String EDELMAN = """
            @string{siam = "SIAM Journal on Matrix Analysis and Applications"}
            @comment{nothing}

            @Article{edelman1988eigenvalues,
              Author = {Edelman, Alan},
              title = {{Eigenvalues} and Condition Numbers of Random Matrices},
              journal = siam,
              volume = 9, number = {4}, pages = {543--560}, year = 1988,
              doi = {https://doi.org/10.1137/0609045},
              note = {Theorem 6.1}
            }
            """;

    @Test
    void fieldsHaveTheirOwnPlaces() {
        Paper paper = Bibliography.parse(EDELMAN).paper("edelman1988eigenvalues");

        assertThat(paper.authors()).containsExactly("Alan Edelman");
        assertThat(paper.title()).isEqualTo("Eigenvalues and Condition Numbers of Random Matrices");
        assertThat(paper.journal()).isEqualTo("SIAM Journal on Matrix Analysis and Applications");
        assertThat(paper.volume()).isEqualTo("9");
        assertThat(paper.number()).isEqualTo("4");
        assertThat(paper.pages()).isEqualTo("543–560");
        assertThat(paper.year()).isEqualTo(1988);
        assertThat(paper.doi()).isEqualTo("10.1137/0609045");
        assertThat(paper.where()).isEqualTo("Theorem 6.1");
        assertThat(paper.link()).contains("https://doi.org/10.1137/0609045");
        assertThat(paper.line())
                .isEqualTo("Alan Edelman (1988), Eigenvalues and Condition Numbers of Random Matrices,"
                        + " SIAM Journal on Matrix Analysis and Applications 9(4), 543–560, Theorem 6.1");
        assertThat(paper.at("Section 5").bibtex()).isEqualTo("""
                        @article{edelman1988eigenvalues,
                          author = {Edelman, Alan},
                          title = {{Eigenvalues and Condition Numbers of Random Matrices}},
                          journal = {SIAM Journal on Matrix Analysis and Applications},
                          volume = {9},
                          number = {4},
                          pages = {543--560},
                          year = {1988},
                          doi = {10.1137/0609045},
                          note = {Section 5}
                        }""");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Micha{\\l} Derezi{\\'n}ski, Michał Dereziński",
                "{\\AA}sa {\\O}re, Åsa Øre",
                "Frank Allg{\\\"o}wer, Frank Allgöwer",
                "Guzm\\'an-S\\'{a}enz, Guzmán-Sáenz",
                "\\v{S}ebesta and {\\'\\i} and \\c{c}\\k a\\H{o}, Šebesta and í and çąő",
                "{\\'{\\i}}, í",
                "V. U{\\u g}ur G{\\\"u}ney, V. Uğur Güney",
                "R\\&D 50\\% a\\_b \\#1, R&D 50% a_b #1",
                "Deep -- but --- {\\em not} ``x'', |!|",
                "Don't, Don’t",
                "A~B   {C}, A B C",
                "an $\\ell_1$--bound, an $\\ell_1$–bound",
                "Über – dash, Über – dash",
            })
    void accentsBecomeLetters(String latex, String unicode) {
        if (unicode.equals("!")) {
            assertThatThrownBy(() -> Latex.toUnicode(latex)).hasMessageContaining("\\em");
        } else {
            assertThat(Latex.toUnicode(latex)).isEqualTo(unicode);
            assertThat(Latex.toUnicode(Latex.fromUnicode(unicode))).isEqualTo(unicode);
        }
    }

    @Test
    void whatIsWrittenReadsTheSame() {
        Bibliography toolkit = Bibliography.ofToolkit();
        Paper own = Paper.by("Kovács, Ő. {x}", "The A and B Team", "others")
                .titled("100 % of $x^2$ & a_b — \\o/ ~ ^ “q”")
                .in(2024)
                .booktitle("Proceedings of R&D")
                .doi("10.1000/a_b(c)<d>")
                .arXiv("arXiv:2101.00072v2")
                .at("Theorem 3 & Section 2");

        assertThat(Bibliography.parse(toolkit.bibtex()).papers()).containsExactlyElementsOf(toolkit.papers());
        assertThat(Bibliography.parse(own.bibtex()).paper(own.key())).isEqualTo(own.key(own.key()));
        assertThat(own.link()).contains("https://doi.org/10.1000/a_b%28c%29%3Cd%3E");
    }

    @Test
    void labelsAreThoseOfTheField() {
        assertThat(Paper.by("A B").in(1999).label()).isEqualTo("B (1999)");
        assertThat(Paper.by("A B", "C van der D").in(1999).label()).isEqualTo("B and van der D (1999)");
        assertThat(Paper.by("De La Torre, F", "X Y", "Z").in(1999).label()).isEqualTo("De La Torre et al. (1999)");
        assertThat(Paper.by("A B", "others").in(1999).label()).isEqualTo("B et al. (1999)");
        assertThat(Paper.by("A B", "others").titled("T").in(1999).line()).isEqualTo("A B et al. (1999), T");
        assertThat(Paper.by("Jürgen Öz").titled("On the Origin of X").in(2020).key())
                .isEqualTo("oz2020origin");
        assertThat(Paper.by("A B").titled("T").in(2020).arXiv("2101.00072").link())
                .contains("https://arxiv.org/abs/2101.00072");
    }

    @Test
    void unknownKeyNamesNearOnes() {
        assertThatThrownBy(() -> Bibliography.ofToolkit().paper("edelman"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no paper \"edelman\" in papers.bib; near: edelman1995zeros, edelman1988eigenvalues");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "|@misc{ok, author={a}, title={t}, year=1999}\n\n@misc{late,\n title={x}\n year=1}|, |line 5, late: .*|",
                "|@misc{ok, author={a}, title={t}, year=1999}\n@misc{open, title={x|, |line 2, open: .*|",
                "|@misc{ok, author={a}, title={t}, year=1999}\n@misc{ok, author={a}, title={t}, year=1999}|, |line 2, ok: .*twice|",
                "|\n@misc{none, title={t}, year=1999}|, |line 2, none: no author|",
                "|@misc{none, author={a}, year=1999}|, |line 1, none: no title|",
                "|@misc{none, author={a}, title={t}}|, |line 1, none: no year|",
                "|@misc{y, author={a}, title={t}, year={soon}}|, |line 1, y: year: .*soon.*|",
                "|@misc{y, author={a}, title={t}, year=1999, doi={x}}|, |line 1, y: doi: .*\"x\"|",
                "|@misc{y, author={a}, title={t}, year=1999, eprint={x}}|, |line 1, y: eprint: .*\"x\"|",
                "|@misc{y, author={a}, title={\\foo t}, year=1999}|, |line 1, y: title: .*\\\\foo .*|",
                "|@misc{y, author={a}, title={t}, year=1999,\n journal=jmlr}|, |line 2, y: no @string jmlr.*|",
                "|@misc{, author={a}, title={t}, year=1999}|, |.*an entry without a key.*|",
            })
    void errorsNameLineAndKey(String bibtex, String message) {
        assertThatThrownBy(() -> Bibliography.parse(bibtex))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("the bibliography.*" + message);
    }

    @Test
    void otherArchivesAreKept() {
        Paper paper = Bibliography.parse(
                        "@misc{h, author={a}, title={t}, year=1999, eprint={hal-1}, archivePrefix={HAL}}")
                .paper("h");

        assertThat(paper.arXiv()).isEmpty();
        assertThat(paper.bibtex()).contains("eprint = {hal-1}");
    }

    @Test
    void filesAreReadAndNamed(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("mine.bib");
        assertThatThrownBy(() -> Bibliography.read(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("mine.bib");

        Files.writeString(file, EDELMAN);
        assertThat(Bibliography.read(file).keys()).containsExactly("edelman1988eigenvalues");

        Files.writeString(file, "@misc{x, year=1}");
        assertThatThrownBy(() -> Bibliography.read(file)).hasMessageContaining("mine.bib, line 1, x: ");
    }
}
