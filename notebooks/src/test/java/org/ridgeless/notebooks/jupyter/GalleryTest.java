package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
    private static final List<String> EXPERIMENTS =
            List.of("test-loss-puzzle", "constrained-flow", "condition-number", "wide-minima");
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** Arrow keys as WebDriver names them. */
    private static final String LEFT = "\ue012";

    private static final String RIGHT = "\ue014";
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
    void aSymbolAndAnAuthorAreFoundInCardsAndNotebooks() throws Exception {
        open("index.html");
        for (String symbol : List.of("κ", "kappa", "Kappa")) {
            search(symbol);
            assertThat(array(VISIBLE)).as(symbol).contains("condition-number").doesNotContain("wide-minima");
        }
        search("Soudry");
        assertThat(array("[...document.querySelectorAll('.item h3')].filter(title => title.offsetHeight > 0)"
                        + ".map(title => title.textContent)"))
                .contains("Margins and the exponential loss")
                .doesNotContain("The edge of stability");
        search("");
    }

    /** Frames are compared as a reader sees them, and as the marks that they are made of. */
    @Test
    void theFigureOfTheFrontPageMovesUnderSlidersPointerAndKeys() throws Exception {
        open("index.html");
        String marks = "[...document.querySelectorAll('#front-figure svg')].map(svg => svg.innerHTML).join()";
        String first = text(marks);
        byte[] firstFrame = frame();
        browser.evaluate("(input => { input.value = input.max; input.dispatchEvent(new Event('input')); })"
                + "(document.getElementById('front-n'))");
        String taller = text(marks);
        assertThat(taller).isNotEqualTo(first);
        assertThat(frame()).isNotEqualTo(firstFrame);
        assertThat(points(taller)).as("simulated points").isNotEqualTo(points(first));
        assertThat(theory(taller)).as("theorem").isNotEqualTo(theory(first));
        assertThat(text("document.querySelector('output[for=front-n]').textContent"))
                .isEqualTo("40");

        browser.evaluate("(svg => { const box = svg.getBoundingClientRect(); svg.setPointerCapture = () => {};"
                + "svg.dispatchEvent(new PointerEvent('pointerdown', {pointerId: 1, clientX: box.right - 30, clientY: box.top + 50})); })"
                + "(document.getElementById('front-medians'))");
        assertThat(text("document.querySelector('output[for=front-d]').textContent"))
                .isEqualTo("120");
        assertThat(text(marks)).isNotEqualTo(taller);
        assertThat(text("document.getElementById('front-verdict').textContent"))
                .contains("n = 40, d = 120", "accepted is");

        browser.press("front-d", LEFT);
        assertThat(text("document.querySelector('output[for=front-d]').textContent"))
                .isEqualTo("100");
        assertThat(text("document.getElementById('front-d').getAttribute('aria-valuetext')"))
                .isEqualTo("100");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theSliderOfACardShowsValuesAndWhatWouldBreakTheTheorem() throws Exception {
        open("index.html");
        String shown = "[...document.querySelectorAll('#wide-minima .shot')].filter(shot => shot.offsetHeight > 0)";
        assertThat(text("document.querySelector('#wide-minima output').textContent"))
                .isEqualTo("0.5");
        browser.press("dial-wide-minima", RIGHT);
        assertThat(text("document.querySelector('#wide-minima output').textContent"))
                .isEqualTo("0.7");
        assertThat(text(shown + "[0].querySelector('img').getAttribute('src')"))
                .isEqualTo("experiments/wide-minima.0.7.png");
        browser.evaluate(shown + "[0].querySelector('summary').click()");
        assertThat(browser.evaluate(shown + "[0].querySelector('svg.rival').getBoundingClientRect().height")
                        .getAsDouble())
                .isPositive();
        browser.press("dial-wide-minima", RIGHT);
        assertThat(browser.evaluate(shown + ".length === 1 && " + shown + "[0].querySelector('details').open")
                        .getAsBoolean())
                .isTrue();
    }

    @Test
    void everythingThatCanBeOperatedIsReachedByTheTabKey() throws Exception {
        open("index.html");
        assertThat(
                        array(
                                "[...document.querySelectorAll('button, input, summary, a[href]')]"
                                        + ".filter(part => part.tabIndex < 0 && !part.matches('a.picture')).map(part => part.outerHTML)"))
                .isEmpty();
        assertThat(array("[...document.querySelectorAll('input')].filter(part => !part.labels.length"
                        + " && !part.getAttribute('aria-label')).map(part => part.outerHTML)"))
                .isEmpty();
    }

    /** On a phone a formula fits or can be scrolled, and the number of a cell stands beside its code. */
    @Test
    void noFormulaIsCutAndNoCodeIsCovered() throws Exception {
        browser.emulate(390, 844, "light");
        String cut = "[...document.querySelectorAll('math')].filter(math => {"
                + " for (let part = math; part !== document.body; part = part.parentElement) {"
                + "   const style = getComputedStyle(part);"
                + "   if (['auto', 'scroll'].includes(style.overflowX)) return part.getBoundingClientRect().right > innerWidth + 1;"
                + "   if (['hidden', 'clip'].includes(style.overflowX) && part.scrollWidth > part.clientWidth) return true;"
                + " }"
                + " return math.getBoundingClientRect().right > innerWidth + 1; }).map(math => math.textContent)";
        String covered = "[...document.querySelectorAll('.source')].filter(source => {"
                + " const number = source.querySelector('.prompt').getBoundingClientRect();"
                + " const code = source.querySelector('pre').getBoundingClientRect();"
                + " return number.width > 0 && number.left < code.right && number.right > code.left"
                + "   && number.top < code.bottom && number.bottom > code.top; }).map(source => source.textContent)";
        for (String page : pages()) {
            open(page);
            assertThat(array(cut)).as("formulas of %s", page).isEmpty();
            assertThat(array(covered)).as("code of %s", page).isEmpty();
        }
        browser.emulate(1280, 2400, "light");
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

    private static byte[] frame() throws Exception {
        Path file = folder.resolve("frame.png");
        browser.screenshot(file);
        return Files.readAllBytes(file);
    }

    private static List<String> points(String svg) {
        return Pattern.compile("<circle class=\"point[^>]*")
                .matcher(svg)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    private static List<String> theory(String svg) {
        return Pattern.compile("<path class=\"theory\"[^>]*")
                .matcher(svg)
                .results()
                .map(MatchResult::group)
                .toList();
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
