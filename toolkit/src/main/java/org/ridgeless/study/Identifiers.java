package org.ridgeless.study;

import java.util.regex.Pattern;

/** The forms of keys, DOIs and arXiv numbers. */
final class Identifiers {
    private static final Pattern DOI = Pattern.compile("10\\.\\d{4,9}/\\S+");
    private static final Pattern ARXIV =
            Pattern.compile("\\d{4}\\.\\d{4,5}(v\\d+)?|[a-z-]+(\\.[A-Z]{2})?/\\d{7}(v\\d+)?");
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_:.+/-]*");

    private Identifiers() {}

    static String doi(String text) {
        String doi = text.strip().replaceFirst("^(https?://(dx\\.)?doi\\.org/|doi:\\s*)", "");
        return matching(DOI, doi, "a DOI looks like 10.1137/0609045");
    }

    static String arXiv(String text) {
        String number = text.strip().replaceFirst("^(https?://arxiv\\.org/abs/|(?i:arXiv):\\s*)", "");
        return matching(ARXIV, number, "an arXiv number looks like 1912.06190 or math/0211159");
    }

    static String key(String text) {
        return matching(KEY, text, "a citation key is made of letters, digits and _ : . + / -");
    }

    /** Without the characters that would end a link in Markdown. */
    static String escaped(String url) {
        return url.replace("(", "%28")
                .replace(")", "%29")
                .replace("<", "%3C")
                .replace(">", "%3E")
                .replace("\"", "%22")
                .replace(" ", "%20");
    }

    private static String matching(Pattern form, String text, String accepted) {
        if (!form.matcher(text).matches()) {
            throw new IllegalArgumentException(accepted + ", got \"" + text + "\"");
        }
        return text;
    }
}
