package org.ridgeless.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.plots.Chart;
import org.ridgeless.study.Card;
import org.ridgeless.study.Experiment;
import org.ridgeless.study.Gallery;
import org.ridgeless.study.Lab;
import org.ridgeless.tables.Results;
import org.ridgeless.verdict.Claim;
import picocli.CommandLine;

class GalleryCommandTest {
    private static final Pattern LINK = Pattern.compile("\\b(?:href|src)=\"([^\"]*)\"");
    private static final Pattern LOADED = Pattern.compile(
            "<(?:img|script|link|iframe|source|video|audio|object|embed)\\b[^>]*?\\b(?:src|href|data)=\"([^\"]*)\"");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void everyLinkLeadsSomewhereAndNothingIsLoadedFromTheNetwork() throws IOException {
        assertThat(run(new GalleryCommand(), "test-loss-puzzle", "S21", "--size", "tiny"))
                .as(err.toString())
                .isZero();
        assertThat(out.toString()).contains("wrote " + site().resolve("index.html"));
        assertThat(err.toString()).contains("1/2", "2/2", "test-loss-puzzle");
        List<Path> pages = files(".html");
        assertThat(pages).hasSizeGreaterThan(5);
        for (Path page : pages) {
            String html = Files.readString(page);
            for (String link : matches(LINK, html)) {
                assertResolves(page, link);
            }
            assertThat(matches(LOADED, html))
                    .as(page.toString())
                    .noneMatch(address -> address.matches("(?i)(https?:)?//.*"));
            assertThat(html).doesNotContain("@import");
        }
        assertThat(Files.readString(site().resolve("assets/gallery.css"))).doesNotContain("url(", "@import");
    }

    @Test
    void aCardHasFigureClaimFormulaPaperVerdictAndCode() throws IOException {
        run(new GalleryCommand(Gallery.of(new Constant("constant", 1))), "--notebooks", folder.toString());
        String index = read("index.html");
        assertThat(index)
                .contains("Constants are constant.")
                .contains("<math")
                .contains("✓ pass", "1 of 1 checks")
                .contains("experiments/constant.png")
                .contains("class=\"copy\"")
                .contains("Break this theorem", "<svg class=\"rival\"", "The data exclude it exactly");
        assertThat(read("experiments/constant.html"))
                .contains("<math")
                .contains("it is", "./lab verify constant --size teaching --seed 1")
                .contains("seed = 1");
        assertThat(site().resolve("experiments/constant.png")).isNotEmptyFile();
    }

    @Test
    void aSliderShowsARunForEachOfItsValues() throws IOException {
        assertThat(run(new GalleryCommand(), "wide-minima", "--size", "tiny")).isZero();
        assertThat(read("index.html"))
                .contains("data-values=\"0.4 0.5 0.7 1\"", "aria-valuetext=\"0.5\"", "temperature = 0.7: ");
        assertThat(site().resolve("experiments/wide-minima.0.7.png")).isNotEmptyFile();
        assertThat(site().resolve("experiments/wide-minima.0.7.small.png")).isNotEmptyFile();
        assertThat(run(new GalleryCommand(), "wide-minima", "--size", "tiny", "--no-sliders"))
                .isZero();
        assertThat(read("index.html")).doesNotContain("data-values");
    }

    @Test
    void finishedCardsStayWhenAnExperimentStopsOrIsInterrupted() throws IOException {
        Path none = Files.createDirectory(folder.resolve("none"));
        Gallery all = Gallery.of(
                new Constant("first", "X01", 1),
                new Constant("broken", "X02", Double.NaN),
                new Constant("third", "X03", 1),
                new Constant("interrupted", "X04", -1),
                new Constant("never-reached", "X05", 1));
        try {
            assertThat(run(new GalleryCommand(all), "--notebooks", none.toString()))
                    .isEqualTo(1);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(err.toString())
                .contains("broken  stopped with an error: no such constant")
                .contains("--resume");
        String index = read("index.html");
        assertThat(index)
                .contains("experiments/first.html", "experiments/third.html")
                .contains("Stopped with an error: no such constant")
                .doesNotContain("experiments/broken.html", "interrupted", "never-reached");
        assertThat(files(".partial")).isEmpty();

        assertThat(run(
                        new GalleryCommand(
                                Gallery.of(new Constant("first", "X01", 1), new Constant("never-reached", "X05", 1))),
                        "--resume",
                        "--notebooks",
                        none.toString()))
                .isZero();
        assertThat(err.toString()).contains("first  kept");
        assertThat(read("index.html")).contains("experiments/first.html", "experiments/never-reached.html");
    }

    @Test
    void aNamedExperimentIsRenewedAndTheOthersStay() throws IOException {
        Path none = Files.createDirectory(folder.resolve("none"));
        Gallery all = Gallery.of(new Constant("one", 1), new Constant("two", 1));
        run(new GalleryCommand(all), "--notebooks", none.toString());
        run(new GalleryCommand(all), "two", "--seed", "5", "--notebooks", none.toString());
        assertThat(read("index.html")).contains("experiments/one.html", "experiments/two.html", ">5<");
        assertThat(read("experiments/two.html")).contains("seed = 5");
        assertThat(read("experiments/one.html")).contains("seed = 1");
    }

    @Test
    void wrongUseNamesWhatIsAccepted() throws IOException {
        assertThat(run(new GalleryCommand(), "no-such-thing")).isEqualTo(2);
        assertThat(err.toString()).contains("\"no-such-thing\"").contains("condition-number (B01)");
        assertThat(run(new GalleryCommand(), "--size", "huge")).isEqualTo(2);
        assertThat(err.toString()).contains("tiny, teaching, paper");

        Path file = Files.writeString(folder.resolve("a-file"), "");
        assertThat(status(new GalleryCommand(), "--out", file.resolve("site").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("cannot write to " + file.resolve("site") + ": " + file + " is not a folder");

        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("index.html"), "<h1>My own page</h1>");
        assertThat(status(new GalleryCommand(), "--out", foreign.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("its index.html is not that of a gallery");
        assertThat(status(new GalleryCommand())).isEqualTo(2);
        assertThat(err.toString()).contains("--out");
    }

    @Test
    void everyExperimentStartsAsItsCardSays() {
        assertThat(Gallery.all().experiments())
                .allSatisfy(experiment ->
                        assertThat(experiment.getClass().getMethod("study")).isNotNull());
    }

    private void assertResolves(Path page, String link) {
        if (link.isEmpty() || link.matches("(?s)(data:|https?://).*")) {
            return;
        }
        String[] parts = URLDecoder.decode(link.replace("+", "%2B"), StandardCharsets.UTF_8)
                .split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.getParent().resolve(parts[0]);
        assertThat(target).as("%s links to %s", page, link).isRegularFile();
        if (parts.length > 1) {
            assertThat(target).content().as("%s links to %s", page, link).contains("id=\"" + parts[1] + "\"");
        }
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> files = Files.walk(site())) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private Path site() {
        return folder.resolve("site");
    }

    private String read(String name) throws IOException {
        return Files.readString(site().resolve(name));
    }

    private int run(GalleryCommand command, String... arguments) {
        return status(
                command,
                Stream.concat(Stream.of("--out", site().toString()), Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private int status(GalleryCommand command, String... arguments) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** An experiment that shows the number 1, or stops with an error for NaN, or is interrupted below 0. */
    private static final class Constant extends Experiment<Constant> {
        private final Card card;
        private final double value;

        Constant(String name, double value) {
            this(name, "X01", value);
        }

        Constant(String name, String entry, double value) {
            this.card = Card.named(name)
                    .entry(entry)
                    .title("Constants")
                    .claim("Constants are constant.")
                    .formula("c = \\frac{c}{1}", "for every $c$")
                    .assumes("it is");
            this.value = value;
        }

        @Override
        public Card card() {
            return card;
        }

        @Override
        protected void run(Lab lab) {
            if (Double.isNaN(value)) {
                throw new IllegalStateException("no such constant");
            }
            if (value < 0) {
                Thread.currentThread().interrupt();
            }
            double seen =
                    lab.each("cell", new int[] {1}, (item, trial) -> value).number(1, x -> x);
            lab.table(Results.titled("Constant").numbers("c", seen));
            lab.figure(Chart.titled("Constant").points("c", new double[] {0}, new double[] {seen}));
            lab.check(Claim.that("c is 1")
                    .observed(seen)
                    .predicts(1)
                    .rival("2", 2)
                    .within(1e-6));
        }
    }
}
