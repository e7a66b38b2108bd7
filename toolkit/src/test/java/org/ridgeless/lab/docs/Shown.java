package org.ridgeless.lab.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ridgeless.kernel.source.JavadocSnippet;

/**
 * Holds the values in the comments of an example against those that its code computed. A comment begins with a number, a list in
 * brackets, a word in capitals, {@code true} or {@code false}, or a text in quotation marks, and may go on after {@code =},
 * a comma, a colon or a semicolon; other comments are remarks. Digits before … are the first ones; a number without … is all of it.
 */
public final class Shown {
    private static final Path FOLDER = Path.of("src/test/java/org/ridgeless/examples");
    private static final String NUMBER = "-?\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?…?";
    private static final Pattern VALUE = Pattern.compile(
            "//\\s*(" + NUMBER + "|\\[[-\\d., …eE\\[\\]]*]|true|false|[A-Z_]{2,}|\"[^\"]*\")(?:(?: =|[,:;]) .*)?$");
    private static final double ROUNDING = 1e-12;

    private Shown() {}

    /** The example of the test that calls this shows these values in its comments, in this order. */
    public static void in(String region, Object... values) {
        Class<?> test = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .getCallerClass();
        compare(region, comments(test.getSimpleName() + ".java", region), values);
    }

    static void compare(String region, List<String> shown, Object... values) {
        assertThat(shown).as("values shown in \"%s\"", region).hasSameSizeAs(values);
        for (int i = 0; i < values.length; i++) {
            compare(region + ": " + shown.get(i), shown.get(i), values[i]);
        }
    }

    private static List<String> comments(String file, String region) {
        String code = new JavadocSnippet(Map.of("file", file, "region", region), "").code(Shown::text);
        return values(code);
    }

    static List<String> values(String code) {
        List<String> shown = new ArrayList<>();
        for (String line : code.split("\n")) {
            Matcher value = VALUE.matcher(line);
            if (value.find()) {
                shown.add(value.group(1));
            }
        }
        return shown;
    }

    static Optional<String> text(String file) {
        Path path = FOLDER.resolve(file);
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void compare(String what, String shown, Object value) {
        List<Double> numbers = new ArrayList<>();
        String form = form(value, numbers);
        Matcher number = Pattern.compile(NUMBER).matcher(shown);
        if (numbers.isEmpty()) {
            assertThat(form).as(what).isEqualTo(shown);
            return;
        }
        assertThat(form).as(what + " has the shape").isEqualTo(number.replaceAll("#"));
        number.reset();
        for (double one : numbers) {
            number.find();
            compareNumber(what, number.group(), one);
        }
    }

    private static void compareNumber(String what, String shown, double value) {
        if (shown.endsWith("…")) {
            BigDecimal first = new BigDecimal(shown.substring(0, shown.length() - 1));
            BigDecimal digits = new BigDecimal(value).setScale(first.scale(), RoundingMode.DOWN);
            assertThat(digits).as(what + " of " + value).isEqualByComparingTo(first);
        } else {
            double exact = Double.parseDouble(shown);
            assertThat(Math.abs(value - exact))
                    .as(what + " of " + value)
                    .isLessThanOrEqualTo(ROUNDING * Math.max(1, Math.abs(exact)));
        }
    }

    /** The value with # in the place of its numbers, which are collected. */
    private static String form(Object value, List<Double> numbers) {
        if (value instanceof Number number) {
            numbers.add(number.doubleValue());
            return "#";
        }
        if (value instanceof String text) {
            return "\"" + text + "\"";
        }
        List<Object> items = new ArrayList<>();
        if (value instanceof Collection<?> all) {
            items.addAll(all);
        } else if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                items.add(Array.get(value, i));
            }
        } else {
            return value.toString();
        }
        List<String> forms = items.stream().map(item -> form(item, numbers)).toList();
        return "[" + String.join(", ", forms) + "]";
    }
}
