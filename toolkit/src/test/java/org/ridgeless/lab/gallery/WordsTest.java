package org.ridgeless.lab.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    private static List<String> words(String... texts) {
        return List.of(Words.of(texts).split(" "));
    }

    @Test
    void aSymbolIsFoundByItsLetterByItsNameAndByItsCommand() {
        assertThat(words("the condition number κ")).contains("κ", "kappa");
        assertThat(words("$$\\kappa(A) \\to \\infty$$")).contains("κ", "kappa").doesNotContain("$$\\kappa(a)");
        assertThat(words("$\\varepsilon$ and 2(1+β)/η")).contains("ε", "epsilon", "β", "beta", "η", "eta");
        assertThat(words("$\\Lambda$ is larger than Σ")).contains("λ", "lambda", "σ", "sigma");
    }

    @Test
    void namesAreFoundWholeAndInParts() {
        assertThat(words("Soudry et al. (2018), Marchenko–Pastur; double-descent, Marchenko"))
                .contains("soudry", "2018", "marchenko", "pastur", "marchenko–pastur", "double-descent", "descent")
                .doesNotHaveDuplicates();
    }
}
