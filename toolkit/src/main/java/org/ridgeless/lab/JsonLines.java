package org.ridgeless.lab;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import org.ridgeless.study.Result;
import org.ridgeless.verdict.Exclusion;
import org.ridgeless.verdict.Interval;
import org.ridgeless.verdict.Judgement;

/** The checks of a result as JSON, one object a line, each with what the study as a whole came to. */
final class JsonLines {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

    private JsonLines() {}

    static String of(Result result, String size, long seed) {
        StringBuilder lines = new StringBuilder();
        for (Judgement judgement : result.verdict().judgements()) {
            JsonObject line = new JsonObject();
            line.addProperty("experiment", result.card().name());
            line.addProperty("entry", result.card().entry());
            line.addProperty("claim", judgement.check().claim());
            line.addProperty("cell", judgement.cell());
            line.addProperty("cells", judgement.cells());
            line.addProperty("predicted", finite(judgement.predicted()));
            line.add("accepted", ends(judgement.accepted()));
            line.addProperty("observed", finite(judgement.observed().value()));
            line.addProperty("kind", judgement.observed().kind());
            line.add("interval", ends(judgement.interval()));
            line.addProperty("level", judgement.level());
            line.addProperty("n", judgement.observed().count());
            line.addProperty("outcome", judgement.outcome().name());
            line.addProperty("reason", judgement.reason());
            line.addProperty("mustBreak", judgement.check().isMustBreak());
            JsonArray rivals = new JsonArray();
            judgement.exclusions().forEach(exclusion -> rivals.add(rival(exclusion)));
            line.add("rivals", rivals);
            line.addProperty("study", result.verdict().outcome().name());
            line.addProperty("studyReason", result.verdict().reason());
            line.addProperty("size", size);
            line.addProperty("seed", seed);
            line.addProperty("seconds", result.seconds());
            lines.append(GSON.toJson(line)).append('\n');
        }
        return lines.toString();
    }

    private static JsonObject rival(Exclusion exclusion) {
        JsonObject rival = new JsonObject();
        rival.addProperty("name", exclusion.rival());
        rival.addProperty("value", finite(exclusion.value()));
        rival.addProperty("cell", exclusion.cell());
        rival.addProperty("excluded", exclusion.excluded());
        rival.addProperty("distance", finite(exclusion.standardErrors()));
        return rival;
    }

    private static JsonArray ends(Interval interval) {
        JsonArray ends = new JsonArray();
        ends.add(interval == null ? null : finite(interval.low()));
        ends.add(interval == null ? null : finite(interval.high()));
        return ends;
    }

    /** JSON has no word for what is infinite or not a number. */
    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
