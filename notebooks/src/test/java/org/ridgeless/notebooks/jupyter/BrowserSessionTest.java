package org.ridgeless.notebooks.jupyter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a person does in one session in the classic notebook: complete, ask, answer, interrupt, restart. */
@RequiresJupyter({Program.JUPYTER, Program.NOTEBOOK, Program.CHROMIUM, Program.CHROMEDRIVER})
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BrowserSessionTest {

    private static final Duration SHORT = Duration.ofMinutes(10);
    private static final String CELL = "Jupyter.notebook.get_cell(0)";
    private static final String OUTPUT = "document.querySelector('.code_cell .output').innerText";
    private static final String EMPTY = """
            {"cells": [{"cell_type": "code", "id": "cell", "metadata": {}, "execution_count": null, "outputs": [], "source": []}],
             "metadata": {"kernelspec": {"name": "java", "display_name": "Java", "language": "java"}},
             "nbformat": 4, "nbformat_minor": 5}""";

    @TempDir
    static Path folder;

    private static NotebookServer server;
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        Path desk = Files.createDirectories(folder.resolve("desk"));
        Files.writeString(desk.resolve("session.ipynb"), EMPTY);
        server = NotebookServer.start(InstalledKernel.in(folder.resolve("home")), desk);
        browser = Browser.open(folder.resolve("profile"));
        browser.go(server.address("session.ipynb"));
        browser.await(
                "window.Jupyter && Jupyter.notebook && Jupyter.notebook.kernel"
                        + " && Jupyter.notebook.kernel.is_connected() && Jupyter.notebook._fully_loaded",
                Duration.ofMinutes(10));
    }

    @AfterAll
    static void close() throws Exception {
        browser.close();
        server.close();
    }

    private static void type(String code) throws IOException, InterruptedException {
        browser.evaluate("(" + CELL + ".set_text(`" + code + "`), " + CELL + ".focus_editor(), " + CELL
                + ".code_mirror.setCursor(0, " + code.length() + "), 0)");
    }

    private static void run(String code) throws IOException, InterruptedException {
        type(code);
        browser.evaluate("(" + CELL + ".clear_output(), " + CELL + ".execute(), 0)");
    }

    @Test
    @Order(1)
    void tabOffersCompletions() throws Exception {
        type("Math.flo");
        browser.evaluate("(" + CELL + ".completer.startCompletion(), 0)");
        browser.await("document.querySelectorAll('#complete option').length > 1", SHORT);
        assertThat(browser.evaluate(
                                "[...document.querySelectorAll('#complete option')].map(o => o.innerText).join(' ')")
                        .getAsString())
                .contains("floor(", "floorMod(");
        browser.evaluate("(" + CELL + ".completer.close(), 0)");
    }

    @Test
    @Order(2)
    void shiftTabShowsTheSignature() throws Exception {
        type("Math.floorMod(");
        browser.evaluate("(Jupyter.notebook.tooltip.request(" + CELL + "), 0)");
        browser.await("document.querySelector('#tooltip .tooltiptext').innerText.includes('floorMod')", SHORT);
        assertThat(browser.evaluate("document.querySelector('#tooltip .tooltiptext').innerText")
                        .getAsString())
                .contains("int");
        browser.evaluate("(Jupyter.notebook.tooltip.remove_and_cancel_tooltip(true), 0)");
    }

    @Test
    @Order(3)
    void aCellAsksAndThePersonAnswers() throws Exception {
        run("String name = new Scanner(System.in).nextLine(); System.out.println(\"hello \" + name);");
        browser.await("document.querySelector('input.raw_input')", SHORT);
        browser.evaluate("($('input.raw_input').val('Ada').trigger($.Event('keydown', {which: 13, keyCode: 13})), 0)");
        browser.await(OUTPUT + ".includes('hello Ada')", SHORT);
    }

    @Test
    @Order(4)
    void anEndlessLoopIsInterruptedAndValuesStay() throws Exception {
        run("System.out.println(\"begun\"); while (true) {}");
        browser.await(OUTPUT + ".includes('begun')", SHORT);
        browser.evaluate("(Jupyter.notebook.kernel.interrupt(), 0)");
        browser.await("document.querySelector('.output_error')", SHORT);
        run("System.out.println(name + \" again\");");
        browser.await(OUTPUT + ".includes('Ada again')", SHORT);
    }

    @Test
    @Order(5)
    void aRestartForgetsEverything() throws Exception {
        browser.evaluate(
                "(window.again = false, Jupyter.notebook.events.one('kernel_ready.Kernel', () => window.again = true),"
                        + " Jupyter.notebook.kernel.restart(), 0)");
        browser.await("window.again", SHORT);
        run("name");
        browser.await(OUTPUT + ".includes('cannot find symbol')", SHORT);
        run("6 * 7");
        browser.await(OUTPUT + ".includes('42')", SHORT);
        assertThat(browser.evaluate("document.querySelectorAll('.output_error').length")
                        .getAsInt())
                .isZero();
    }
}
