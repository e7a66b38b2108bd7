package org.ridgeless.display;

import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One value in several representations, keyed by MIME type, as the Jupyter messaging specification (display_data) wants
 * them: text as {@code String}, binary formats in base64, JSON types as maps and lists. Immutable.
 */
public final class MimeBundle {
    public static final String TEXT = "text/plain";
    public static final String HTML = "text/html";
    public static final String LATEX = "text/latex";
    public static final String MARKDOWN = "text/markdown";
    public static final String PNG = "image/png";
    public static final String SVG = "image/svg+xml";
    public static final String VEGA_LITE = "application/vnd.vegalite.v5+json";

    private final Map<String, Object> data;
    private final Map<String, Object> metadata;

    private MimeBundle(Map<String, Object> data, Map<String, Object> metadata) {
        this.data = data;
        this.metadata = metadata;
    }

    /**
     * A bundle of plain text, the form every bundle starts with.
     *
     * @param text without colours
     * @return the bundle
     */
    public static MimeBundle text(String text) {
        return new MimeBundle(Map.of(), Map.of()).with(TEXT, text);
    }

    /**
     * This bundle with one more representation.
     *
     * @param mimeType such as {@code text/html}
     * @param value as Jupyter wants it for that type: text, bytes in base64, or maps and lists for JSON
     * @return a new bundle; this one stays as it is
     * @throws NullPointerException if one of them is null
     */
    public MimeBundle with(String mimeType, Object value) {
        Objects.requireNonNull(mimeType, "mimeType");
        Objects.requireNonNull(value, mimeType);
        return new MimeBundle(put(data, mimeType, value), metadata);
    }

    /**
     * This bundle with a bitmap.
     *
     * @param png the encoded image, usually at twice the logical size for sharp screens
     * @param width the logical width in CSS pixels
     * @param height the logical height in CSS pixels
     * @return a new bundle; this one stays as it is
     */
    public MimeBundle withPng(byte[] png, int width, int height) {
        // In a fixed order, unlike Map.of, so that a notebook is written the same way each time.
        Map<String, Object> size = new LinkedHashMap<>();
        size.put("width", width);
        size.put("height", height);
        return new MimeBundle(
                put(data, PNG, Base64.getEncoder().encodeToString(png)),
                put(metadata, PNG, Collections.unmodifiableMap(size)));
    }

    /** The representations by MIME type, in the order in which they were added. */
    public Map<String, Object> data() {
        return data;
    }

    /** Hints for the front end by MIME type, for example the logical size of a bitmap. */
    public Map<String, Object> metadata() {
        return metadata;
    }

    private static Map<String, Object> put(Map<String, Object> map, String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.put(key, value);
        return Collections.unmodifiableMap(copy);
    }

    @Override
    public String toString() {
        return "MimeBundle" + data.keySet();
    }
}
