package org.ridgeless.kernel.display;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

/** Shows a Vega-Lite 5 specification, in front ends that draw such: {@code VegaLite.of("{\"mark\": …}")}. */
public final class VegaLite extends Markup {
    private final JsonElement specification;

    private VegaLite(String source, JsonElement specification) {
        super(new MIMEType("application", "vnd", "vegalite.v5", "json"), source);
        this.specification = specification;
    }

    public static VegaLite of(String json) {
        try {
            JsonElement specification = JsonParser.parseString(json);
            if (specification.isJsonObject()) {
                return new VegaLite(json, specification);
            }
        } catch (JsonParseException e) {
            throw new IllegalArgumentException("a Vega-Lite specification is a JSON object; " + e.getMessage(), e);
        }
        throw new IllegalArgumentException("a Vega-Lite specification is a JSON object, got " + json);
    }

    @Override
    Object representation() {
        return specification;
    }
}
