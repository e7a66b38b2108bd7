package org.ridgeless.kernel.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The tag as JEP 413 describes it. */
class JavadocSnippetTest {
    private static final String FILE = """
            class A {
                // @start region="outer"
                int a = 1;
                // @start region=inner
                int b = 2; // two
                    // @end region=inner
                int c = 3; // @highlight substring="c"
                // @end

                int d = 4;
            }
            """;

    private static String code(String tag) {
        return JavadocSnippet.parse(tag).code(path -> Optional.of(FILE).filter(text -> path.equals("p/A.java")));
    }

    @Test
    void attributesMayBeQuotedOrNot() {
        var snippet = JavadocSnippet.parse("{@snippet file=\"A.java\" region='a b' lang=java}");
        assertThat(snippet.attributes())
                .containsExactly(Map.entry("file", "A.java"), Map.entry("region", "a b"), Map.entry("lang", "java"));
        assertThat(snippet.body()).isEmpty();
    }

    @Test
    void aBodyFollowsAColon() {
        assertThat(JavadocSnippet.parse("{@snippet :\n    if (a) {\n        b();\n    }\n    }")
                        .body())
                .isEqualTo("if (a) {\n    b();\n}\n");
        assertThat(JavadocSnippet.parse("{@snippet :\n    a();\n    b();\n}").body())
                .as("the closing brace keeps an indentation, as that of a text block does")
                .isEqualTo("    a();\n    b();\n");
        assertThat(JavadocSnippet.parse("{@snippet lang=\"java\" :\n @Override\n int a; // @highlight\n }")
                        .body())
                .isEqualTo("@Override\nint a;\n");
    }

    @Test
    void regionsNestAndHaveNoMarkup() {
        assertThat(code("{@snippet file=\"p/A.java\" region=\"outer\"}"))
                .isEqualTo("int a = 1;\nint b = 2; // two\nint c = 3;\n");
        assertThat(code("{@snippet class=\"p.A\" region=\"inner\"}")).isEqualTo("int b = 2; // two\n");
        assertThat(code("{@snippet file=p/A.java}"))
                .startsWith("class A {\n    int a")
                .endsWith("int d = 4;\n}\n");
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThatThrownBy(() -> code("{@snippet file=\"B.java\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("B.java");
        assertThatThrownBy(() -> code("{@snippet file=\"p/A.java\" region=\"none\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"none\"");
    }

    @Test
    void allOfAReplacedAndWhatIsNoneStays() {
        String comment = "a {@snippet :\n {1} } b {@snippet ? } {@code c} {@snippet file=\"x\"} {@snippet";
        assertThat(JavadocSnippet.replaceAll(
                        comment, snippet -> "<" + snippet.body().strip() + ">"))
                .isEqualTo("a <{1}> b {@snippet ? } {@code c} <> {@snippet");
    }
}
