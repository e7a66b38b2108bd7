package org.ridgeless.kernel.assist;

/** How far the next line of unfinished code should be indented. */
final class Indentation {

    private static final String STEP = "    ";

    private Indentation() {}

    static String after(String code) {
        String last = code.stripTrailing().substring(code.stripTrailing().lastIndexOf('\n') + 1);
        String current = last.substring(0, last.length() - last.stripLeading().length());
        boolean opens = last.endsWith("{") || last.endsWith("(") || last.endsWith("[") || last.endsWith("->");
        return opens || current.isEmpty() ? current + STEP : current;
    }
}
