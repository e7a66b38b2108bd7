package org.ridgeless.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cards and papers of the toolkit's experiments. */
class CardsOfExperimentsTest {
    private static final Set<String> THEMES = Set.of(
            "random-matrices", "margins", "descent", "landscapes", "stability", "wide-networks", "learning-theory");

    static List<Card> cards() throws IOException, URISyntaxException {
        Path folder = Path.of(Card.class
                        .getResource("/org/ridgeless/experiments/papers.bib")
                        .toURI())
                .getParent();
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .map(CardsOfExperimentsTest::read)
                    .toList();
        }
    }

    private static Card read(Path file) {
        try {
            String name = file.getFileName().toString().replace(".md", "");
            return Card.parse(name, Files.readString(file), Bibliography.ofToolkit());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void thereAreThirtyEight() throws IOException, URISyntaxException {
        assertThat(cards()).hasSizeGreaterThanOrEqualTo(38);
    }

    @ParameterizedTest
    @MethodSource("cards")
    void cardIsComplete(Card card) {
        assertThat(card.entry()).matches("[A-Z]+-?\\d+|book/.+");
        assertThat(card.themes()).isNotEmpty().isSubsetOf(THEMES);
        assertThat(card.cost()).matches("\\d+ (s|min) / \\d+ (s|min)");
        assertThat(card.formulas()).isNotEmpty().allMatch(formula -> formula.matches("(?s)\\$\\$.+\\$\\$\n.+"));
        assertThat(card.assumptions()).isNotEmpty();
        assertThat(card.papers()).allMatch(paper -> paper.link().isPresent());
        assertThat(card.markdown())
                .doesNotContain("[@")
                .contains(card.papers().get(0).markdown());
        assertThat(Bibliography.parse(card.bibtex()).papers()).containsExactlyElementsOf(card.papers());
    }

    @Test
    void everyPaperIsCitedAndNoneTwice() throws IOException, URISyntaxException {
        Set<String> cited = new TreeSet<>();
        cards().forEach(card -> card.papers().forEach(paper -> cited.add(paper.key())));

        assertThat(cited)
                .containsExactlyInAnyOrderElementsOf(Bibliography.ofToolkit().keys());
        assertThat(Bibliography.ofToolkit().papers())
                .extracting(paper -> paper.title().toLowerCase(Locale.ROOT))
                .doesNotHaveDuplicates();
    }
}
