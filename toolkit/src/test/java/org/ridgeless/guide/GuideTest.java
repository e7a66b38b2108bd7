package org.ridgeless.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The code of docs/guide and docs/how-to is that of the tests, which run it. */
class GuideTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path CODE = Path.of("src/test/java/org/ridgeless");
    private static final Path RESOURCES = Path.of("src/test/resources/org/ridgeless");
    private static final Pattern BLOCK = Pattern.compile("(?s)(?:<!-- code: (\\w+)#(\\w+) -->\\s*)?```java\\n(.*?)```");

    @Test
    void everyBlockOfJavaIsOneOfTheTests() throws IOException {
        int blocks = 0;
        for (Path page : pages()) {
            Matcher matcher = BLOCK.matcher(Files.readString(page));
            while (matcher.find()) {
                assertThat(matcher.group(1))
                        .as("a block of Java in " + page + " without a line <!-- code: Class#name --> before it")
                        .isNotNull();
                assertThat(matcher.group(3))
                        .as(page + ", " + matcher.group(2))
                        .isEqualTo(region(matcher.group(1), matcher.group(2)));
                blocks++;
            }
        }
        assertThat(blocks).isGreaterThanOrEqualTo(17);
    }

    @Test
    void everyBlockOfMarkdownIsAFileOfTheTests() throws IOException {
        Pattern block = Pattern.compile("(?s)<!-- resource: (\\S+) -->\\s*````markdown\\n(.*?)````");
        int blocks = 0;
        for (Path page : pages()) {
            Matcher matcher = block.matcher(Files.readString(page));
            while (matcher.find()) {
                assertThat(matcher.group(2)).isEqualTo(Files.readString(RESOURCES.resolve(matcher.group(1))));
                blocks++;
            }
        }
        assertThat(blocks).isPositive();
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path page : pages()) {
            String text = Files.readString(page);
            Matcher link = Pattern.compile("\\]\\(([^)#]+)[^)]*\\)").matcher(text);
            while (link.find()) {
                if (!link.group(1).startsWith("http")) {
                    assertThat(page.resolveSibling(link.group(1))).exists();
                }
            }
        }
    }

    @Test
    void theGuideLeadsThroughAllItsPagesInTheOrderOfTheFrontPage() throws IOException {
        Path guide = DOCS.resolve("guide");
        List<String> chain = new ArrayList<>();
        for (String page = "first-steps.md"; page != null; page = neighbour(guide.resolve(page), "Next")) {
            String before = chain.isEmpty() ? null : chain.get(chain.size() - 1);
            assertThat(neighbour(guide.resolve(page), "Before")).as(page).isEqualTo(before);
            assertThat(chain).doesNotContain(page);
            chain.add(page);
        }
        try (Stream<Path> files = Files.list(guide)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(chain);
        }
        String readme = Files.readString(DOCS.resolveSibling("README.md"));
        Matcher links = Pattern.compile("\\(docs/guide/([a-z-]+\\.md)\\)")
                .matcher(readme.substring(readme.indexOf("A guide, whose code the tests run")));
        assertThat(links.results().map(link -> link.group(1))).containsExactlyElementsOf(chain);
    }

    private static String neighbour(Path page, String direction) throws IOException {
        Matcher link =
                Pattern.compile(direction + ": \\[[^]]+]\\(([a-z-]+\\.md)\\)").matcher(Files.readString(page));
        return link.find() ? link.group(1) : null;
    }

    private static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (String folder : List.of("guide", "how-to", "decisions")) {
            try (Stream<Path> files = Files.list(DOCS.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }

    /** The lines between "// code: name" and "// end", without their common indentation. */
    private static String region(String type, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(source(type))) {
            if (line.strip().equals("// code: " + name)) {
                inside = true;
            } else if (inside && line.strip().equals("// end")) {
                return String.join("\n", lines).stripIndent() + "\n";
            } else if (inside) {
                lines.add(line);
            }
        }
        throw new AssertionError("there is no code \"" + name + "\" in " + type);
    }

    private static Path source(String type) throws IOException {
        try (Stream<Path> files = Files.walk(CODE)) {
            return files.filter(file -> file.getFileName().toString().equals(type + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no test source " + type + ".java"));
        }
    }
}
