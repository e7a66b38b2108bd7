package org.ridgeless.kernel.notebook.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Markdown of a notebook that somebody else wrote, on a page that one opens in a browser. */
class SafeHtmlTest {
    private static String page(String markdown) {
        return new MarkdownHtml(Path.of("."), UnaryOperator.identity()).render(markdown, new JsonObject());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>evil()</script>",
                "text <script>evil()</script> text",
                "<SCRIPT SRC=\"http://evil.example/x.js\"></SCRIPT>",
                "<script\n>evil()",
                "<img src=x onerror=evil()>",
                "<img src=x onerror=\"evil()\"/>",
                "<div ONCLICK='evil()'>text</div>",
                "<details open ontoggle=evil()>x</details>",
                "<a href=\"javascript:evil()\">x</a>",
                "<a href=\"java\nscript:evil()\">x</a>",
                "<a href=\"&#106;avascript:evil()\">x</a>",
                "<a href='&#x6A;avascript&colon;evil()'>x</a>",
                "<a href=\" javascript:evil()\">x</a>",
                "<a href=\"vbscript:evil()\">x</a>",
                "<a href=\"data:text/html,evil()\">x</a>",
                "[x](javascript:evil())",
                "[x](<javascript:evil()>)",
                "![x](javascript:evil())",
                "<javascript:evil()>",
                "<iframe src=\"http://evil.example\" srcdoc=\"evil()\"></iframe>",
                "<svg onload=evil()><script>evil()</script></svg>",
                "<object data=\"evil()\"></object>",
                "<form action=\"javascript:evil()\"><button formaction=\"javascript:evil()\">x</button></form>",
                "<meta http-equiv=\"refresh\" content=\"0;url=javascript:evil()\">",
                "<style>@import 'evil()'</style>",
                "<base href=\"javascript:evil()//\">",
                "<!-- --><script>evil()</script><!-- -->",
                "<scr<script>ipt>evil()</scr</script>ipt>"
            })
    void nothingRuns(String markdown) {
        String html = page(markdown);
        assertThat(html.toLowerCase())
                .doesNotContain("<script", "<iframe", "<object", "<svg", "<form", "<meta", "<style", "<base")
                .doesNotContainPattern("<[^>]*\\son\\w+\\s*=")
                .doesNotContainPattern("(href|src)\\s*=\\s*[\"']?[^\"'>]*(script|&#|data:text)");
    }

    @Test
    void whatLaysTextOutStays() {
        assertThat(page("<div style=\"color: red\" class='x'>a <b>b</b><br/></div>"))
                .contains("<div style=\"color: red\" class=\"x\">a <b>b</b><br/></div>");
        assertThat(page("a<sub>1</sub> <a href=\"https://example.org/?a=1&amp;b=2\">x</a>"))
                .contains("a<sub>1</sub> <a href=\"https://example.org/?a=1&amp;b=2\">x</a>");
        assertThat(page("<details><summary>more</summary>\n\ntext\n\n</details>"))
                .contains("<details><summary>more</summary>", "<p>text</p>", "</details>");
        assertThat(page("<img src=\"data:image/png;base64,AAAA\" width=\"10\">"))
                .contains("<img src=\"data:image/png;base64,AAAA\" width=\"10\">");
        assertThat(page("[x](other.html#part) and $a < b$")).contains("href=\"other.html#part\"");
    }

    @Test
    void unfinishedTagsAreText() {
        assertThat(page("<div>1 < 2 <b</div>")).contains("1 &lt; 2 &lt;b</div>");
    }
}
