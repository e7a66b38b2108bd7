package org.ridgeless.notebooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One version, wherever it is said; and links between pages that lead somewhere. */
class VersionTest {
    private static final Path ROOT = NotebookFile.FOLDER.toAbsolutePath().getParent();
    private static final Pattern PARENT =
            Pattern.compile("<artifactId>ridgeless-parent</artifactId>\\s*<version>([^<]+)</version>");
    private static final Pattern FETCHED = Pattern.compile("org\\.ridgeless:ridgeless-\\w+:([\\w.-]*\\w)");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)");

    @Test
    void allPomsCitationAndChangelogNameTheSameVersion() throws IOException {
        String version = version("pom.xml");
        for (String module : List.of("kernel", "toolkit", "cluster", "notebooks", "style")) {
            assertThat(version(module + "/pom.xml")).as(module).isEqualTo(version);
        }
        assertThat(ROOT.resolve("CITATION.cff")).content().contains("\nversion: " + version + "\n");
        assertThat(ROOT.resolve("CHANGELOG.md")).content().contains("\n## " + version.replace("-SNAPSHOT", "") + "\n");
    }

    @Test
    void pagesThatSayHowToFetchItNameThatVersion() throws IOException {
        String version = version("pom.xml");
        int named = 0;
        for (Path page : pages()) {
            for (String said : matches(FETCHED, page)) {
                assertThat(said).as(page.toString()).isEqualTo(version);
                named++;
            }
        }
        assertThat(named).isGreaterThanOrEqualTo(2);
    }

    @Test
    void linksBetweenPagesLeadSomewhere() throws IOException {
        for (Path page : pages()) {
            for (String link : matches(LINK, page)) {
                assertThat(page.resolveSibling(link)).as(page.toString()).exists();
            }
        }
    }

    private static String version(String pom) throws IOException {
        return matches(PARENT, ROOT.resolve(pom)).get(0);
    }

    private static List<String> matches(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> root = Files.list(ROOT)) {
            return Stream.concat(docs, root)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
