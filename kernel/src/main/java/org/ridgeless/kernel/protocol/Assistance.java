package org.ridgeless.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Optional;
import org.ridgeless.kernel.assist.Completeness;
import org.ridgeless.kernel.assist.Inspection;
import org.ridgeless.kernel.shell.JavaShell;

/** Answers what front ends ask about code, also while a cell runs. */
final class Assistance {

    private Assistance() {}

    static JsonObject complete(JavaShell shell, Message request) {
        String code = request.text("code", "");
        return Contents.completions(code, shell.complete(code, cursor(request, code)));
    }

    static JsonObject inspect(JavaShell shell, Message request) {
        String code = request.text("code", "");
        Optional<Inspection> found = shell.inspect(code, cursor(request, code), request.number("detail_level", 0));
        JsonObject data = new JsonObject();
        found.ifPresent(inspection -> {
            data.addProperty("text/plain", inspection.text());
            data.addProperty("text/html", inspection.html());
        });
        JsonObject content = Contents.ok();
        content.addProperty("found", found.isPresent());
        content.add("data", data);
        content.add("metadata", new JsonObject());
        return content;
    }

    static JsonObject isComplete(JavaShell shell, Message request) {
        Completeness completeness = shell.isComplete(request.text("code", ""));
        JsonObject content = Contents.status(completeness.state().name().toLowerCase(Locale.ROOT));
        content.addProperty("indent", completeness.indent());
        return content;
    }

    private static int cursor(Message request, String code) {
        return Positions.toUtf16(code, request.number("cursor_pos", Integer.MAX_VALUE));
    }
}
