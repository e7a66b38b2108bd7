package org.ridgeless.kernel.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What was executed, in this session and in earlier ones. */
final class History {

    /** A cell: the number of its session, its number there, its code. */
    record Entry(int session, int line, String source) {}

    private final HistoryFile file;
    private final List<Entry> entries = new ArrayList<>();
    private int session;

    History(HistoryFile file) {
        this.file = file;
    }

    /** Reads what earlier sessions left; called when it is first needed, for a kernel should start fast. */
    private void open() {
        if (session == 0) {
            HistoryFile.Loaded loaded = file.open();
            session = loaded.session();
            entries.addAll(loaded.entries());
        }
    }

    /** Opens it before it is needed. */
    synchronized void prepare() {
        open();
    }

    synchronized void add(int line, String source) {
        open();
        Entry entry = new Entry(session, line, source);
        entries.add(entry);
        file.append(entry);
    }

    synchronized JsonObject answer(Message request) {
        open();
        List<Entry> found = switch (request.text("hist_access_type", "")) {
            case "tail" -> last(entries, request.number("n", 10));
            case "range" -> range(request);
            case "search" -> search(request);
            default -> List.of();
        };
        JsonArray history = new JsonArray();
        found.forEach(entry -> history.add(json(entry, request.flag("output", false))));
        JsonObject content = Contents.ok();
        content.add("history", history);
        return content;
    }

    private static JsonArray json(Entry entry, boolean output) {
        JsonArray tuple = new JsonArray();
        tuple.add(entry.session());
        tuple.add(entry.line());
        if (output) {
            JsonArray both = new JsonArray();
            both.add(entry.source());
            both.add(JsonNull.INSTANCE);
            tuple.add((JsonElement) both);
        } else {
            tuple.add(entry.source());
        }
        return tuple;
    }

    private List<Entry> range(Message request) {
        int asked = request.number("session", 0);
        int wanted = asked > 0 ? asked : session + asked;
        int start = request.number("start", 1);
        int stop = request.number("stop", Integer.MAX_VALUE);
        return entries.stream()
                .filter(entry -> entry.session() == wanted && entry.line() >= start && entry.line() < stop)
                .toList();
    }

    private List<Entry> search(Message request) {
        Pattern pattern = glob(request.text("pattern", "*"));
        List<Entry> found = entries.stream()
                .filter(entry -> pattern.matcher(entry.source()).matches())
                .toList();
        if (request.flag("unique", false)) {
            List<Entry> unique = new ArrayList<>();
            for (Entry entry : found) {
                unique.removeIf(earlier -> earlier.source().equals(entry.source()));
                unique.add(entry);
            }
            found = unique;
        }
        return last(found, request.number("n", found.size()));
    }

    private static Pattern glob(String glob) {
        StringBuilder regex = new StringBuilder();
        for (char c : glob.toCharArray()) {
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static <T> List<T> last(List<T> all, int count) {
        return List.copyOf(all.subList(Math.max(0, all.size() - Math.max(0, count)), all.size()));
    }
}
