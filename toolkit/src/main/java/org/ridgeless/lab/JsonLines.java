package org.ridgeless.lab;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import org.ridgeless.experiments.Result;
import org.ridgeless.oldverdict.Check;

/** The checks of a result as JSON, one object a line. */
final class JsonLines {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private JsonLines() {}

    static String of(Result result, String size, long seed) {
        StringBuilder lines = new StringBuilder();
        for (Check check : result.verdict().checks()) {
            JsonObject line = new JsonObject();
            line.addProperty("experiment", result.card().name());
            line.addProperty("entry", result.card().entry());
            line.addProperty("claim", check.claim());
            line.addProperty("predicted", finite(check.predicted()));
            line.addProperty("observed", finite(check.observed()));
            line.addProperty("standardError", finite(check.standardError()));
            line.addProperty("tolerance", finite(check.tolerance()));
            line.addProperty("outcome", check.outcome().name());
            line.addProperty("size", size);
            line.addProperty("seed", seed);
            line.addProperty("seconds", result.seconds());
            lines.append(GSON.toJson(line)).append('\n');
        }
        return lines.toString();
    }

    /** JSON has no word for what is not a number. */
    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
