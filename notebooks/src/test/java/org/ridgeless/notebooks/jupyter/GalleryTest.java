package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ridgeless.notebooks.NotebookFile;

/** A reader opens the gallery from its folder, searches it, copies code, and follows its links. */
@RequiresJupyter({Program.CHROMIUM, Program.CHROMEDRIVER})
class GalleryTest {
    private static final List<String> EXPERIMENTS = List.of("test-loss-puzzle", "constrained-flow", "condition-number");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String VISIBLE =
            "[...document.querySelectorAll('.item')].filter(item => item.offsetHeight > 0).map(item => item.id)";

    @TempDir
    static Path folder;

    private static Path site;
    private static Browser browser;

    @BeforeAll
    static void writeTheSite() throws Exception {
        site = folder.resolve("site");
        Path lab = NotebookFile.FOLDER.toAbsolutePath().normalize().resolveSibling("lab");
        List<String> command = Stream.concat(
                        Stream.of(lab.toString(), "gallery", "--size", "tiny", "--out", site.toString()),
                        EXPERIMENTS.stream())
                .toList();
        Launch.of(command).run(Duration.ofMinutes(10));
        browser = Browser.open(folder.resolve("profile"));
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
    }

    @Test
    void theSearchFindsByNamePaperAndTag() throws Exception {
        open("index.html");
        int all = EXPERIMENTS.size() + NotebookFile.all().size();
        assertThat(array(VISIBLE)).hasSize(all);
        search("condition-number");
        assertThat(array(VISIBLE)).contains("condition-number").doesNotContain("constrained-flow", "test-loss-puzzle");
        search("edelman 1988");
        assertThat(array(VISIBLE)).contains("condition-number").doesNotContain("constrained-flow");
        search("márčhenko pástur");
        assertThat(array(VISIBLE)).contains("condition-number");
        search("no such thing");
        assertThat(array(VISIBLE)).isEmpty();
        assertThat(text("document.getElementById('found').textContent")).isEqualTo("nothing found");
        search("");
        browser.evaluate(
                "[...document.querySelectorAll('.tag')].find(tag => tag.textContent === 'Random matrices').click()");
        assertThat(array(VISIBLE)).containsExactly("condition-number");
        assertThat(text("location.hash")).isEqualTo("#q=Random%20matrices");
    }

    @Test
    void everyPageShowsItsPicturesAndLoadsNothingFromElsewhere() throws Exception {
        for (String page : pages()) {
            open(page);
            browser.evaluate("document.querySelectorAll('img').forEach(image => { image.loading = 'eager'; })");
            browser.await("[...document.images].every(image => image.complete)", PATIENCE);
            assertThat(
                            array(
                                    "[...document.images].filter(image => !image.naturalWidth).map(image => image.src.slice(0, 80))"))
                    .as(page)
                    .isEmpty();
            assertThat(array("performance.getEntriesByType('resource').map(entry => entry.name)"))
                    .as(page)
                    .allMatch(address -> address.startsWith("file:") || address.startsWith("data:"));
            assertThat(array("[...document.querySelectorAll('mtext.unknown')].map(text => text.textContent)"))
                    .as("formulas of %s", page)
                    .isEmpty();
            assertThat(browser.complaints()).as(page).isEmpty();
        }
    }

    @Test
    void everyLinkLeadsToAPage() throws Exception {
        for (String page : pages()) {
            open(page);
            for (String link :
                    array("[...document.links].map(link => link.href).filter(link => link.startsWith('file:'))")) {
                Path target = Path.of(java.net.URI.create(link.replaceFirst("#.*", "")));
                assertThat(target).as("linked from %s", page).exists();
            }
        }
    }

    @Test
    void aButtonCopiesTheCode() throws Exception {
        open("experiments/condition-number.html");
        browser.evaluate("navigator.clipboard.writeText = text => { window.copied = text; return Promise.resolve(); }");
        browser.evaluate("document.querySelector('.copy').click()");
        browser.await("window.copied", PATIENCE);
        assertThat(text("window.copied"))
                .startsWith("import org.ridgeless.experiments.*;")
                .endsWith(".run()");
        assertThat(text("document.querySelector('.copy').textContent")).isEqualTo("Copied");
    }

    @Test
    void nothingIsWiderThanAPhoneInEitherTheme() throws Exception {
        for (String theme : List.of("light", "dark")) {
            browser.emulate(390, 844, theme);
            for (String page : List.of("index.html", "experiments/condition-number.html")) {
                open(page);
                assertThat(browser.evaluate("document.documentElement.scrollWidth")
                                .getAsInt())
                        .as(page)
                        .isLessThanOrEqualTo(390);
                browser.screenshot(Path.of(
                        "target",
                        "screenshots",
                        "gallery-" + theme + "-" + Path.of(page).getFileName() + ".png"));
            }
        }
        browser.emulate(1280, 2400, "light");
    }

    private static void open(String page) throws Exception {
        browser.go(site.resolve(page).toUri().toString());
    }

    private static void search(String words) throws Exception {
        browser.evaluate("(input => { input.value = '" + words
                + "'; input.dispatchEvent(new Event('input')); })(document.getElementById('search'))");
    }

    private static List<String> pages() throws IOException {
        try (Stream<Path> files = Files.walk(site)) {
            return files.filter(file -> file.toString().endsWith(".html"))
                    .map(file -> site.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    private static List<String> array(String expression) throws Exception {
        return StreamSupport.stream(
                        browser.evaluate(expression).getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    private static String text(String expression) throws Exception {
        return browser.evaluate(expression).getAsString();
    }
}
