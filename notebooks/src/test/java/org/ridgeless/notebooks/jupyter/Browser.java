package org.ridgeless.notebooks.jupyter;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Headless Chromium, steered by Debian's driver over the W3C WebDriver protocol. */
final class Browser implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("started successfully on port (\\d+)");
    private static final Gson GSON = new Gson();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process driver;
    private final String session;

    private Browser(Process driver, String server, Path profile) throws IOException, InterruptedException {
        this.driver = driver;
        JsonObject created = send(
                        server + "/session", Map.of("capabilities", Map.of("alwaysMatch", capabilities(profile))))
                .getAsJsonObject();
        this.session = server + "/session/" + created.get("sessionId").getAsString();
    }

    static Browser open(Path profile) throws IOException, InterruptedException {
        Launch launch = Launch.of(List.of(Program.CHROMEDRIVER.path(), "--port=0"));
        Process driver = launch.startAndAwait(printed -> READY.matcher(printed).find(), Duration.ofMinutes(10));
        Matcher port = READY.matcher(launch.printed());
        port.find();
        return new Browser(driver, "http://127.0.0.1:" + port.group(1), profile);
    }

    private static Map<String, Object> capabilities(Path profile) {
        List<String> arguments = Stream.of(
                        "headless",
                        "no-sandbox",
                        "disable-gpu",
                        "disable-quic",
                        "disable-dev-shm-usage",
                        "no-first-run",
                        "no-proxy-server",
                        "disable-background-networking",
                        "disable-component-update",
                        "disable-sync",
                        "window-size=1280,2400",
                        "user-data-dir=" + profile)
                .map(argument -> "--" + argument)
                .toList();
        return Map.of(
                "browserName",
                "chrome",
                "unhandledPromptBehavior",
                "accept",
                "goog:loggingPrefs",
                Map.of("browser", "ALL"),
                "goog:chromeOptions",
                Map.of("binary", Program.CHROMIUM.path(), "args", arguments));
    }

    void go(String address) throws IOException, InterruptedException {
        send(session + "/url", Map.of("url", address));
    }

    /** The value of a JavaScript expression in the page. */
    JsonElement evaluate(String expression) throws IOException, InterruptedException {
        return send(session + "/execute/sync", Map.of("script", "return (" + expression + ")", "args", List.of()));
    }

    /** Presses a key while an element of the page has the focus. */
    void press(String id, String key) throws IOException, InterruptedException {
        JsonObject found = send(session + "/element", Map.of("using", "css selector", "value", "#" + id))
                .getAsJsonObject();
        String element = found.entrySet().iterator().next().getValue().getAsString();
        send(session + "/element/" + element + "/value", Map.of("text", key));
    }

    /** Waits until a JavaScript expression is true in the page. */
    void await(String expression, Duration limit) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (!evaluate("!!(" + expression + ")").getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not true within " + limit.toSeconds() + " s: " + expression + "\n"
                        + evaluate("document.body.innerText.slice(0, 4000)"));
            }
            Thread.sleep(200);
        }
    }

    /** What the pages have written to the console as an error or a warning since the last time. */
    List<String> complaints() throws IOException, InterruptedException {
        JsonElement entries = send(session + "/se/log", Map.of("type", "browser"));
        return StreamSupport.stream(entries.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(entry -> entry.get("level").getAsString().matches("SEVERE|WARNING"))
                .map(entry -> entry.get("message").getAsString())
                .toList();
    }

    /** Shows pages at that size, as a reader sees them who prefers the theme {@code light} or {@code dark}. */
    void emulate(int width, int height, String theme) throws IOException, InterruptedException {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    private void command(String name, Map<String, ?> parameters) throws IOException, InterruptedException {
        send(session + "/goog/cdp/execute", Map.of("cmd", name, "params", parameters));
    }

    void screenshot(Path file) throws IOException, InterruptedException {
        String encoded = receive(HttpRequest.newBuilder(URI.create(session + "/screenshot"))
                        .GET()
                        .build())
                .getAsString();
        Files.createDirectories(file.getParent());
        Files.write(file, Base64.getDecoder().decode(encoded));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            receive(HttpRequest.newBuilder(URI.create(session)).DELETE().build());
        } finally {
            Launch.stop(driver);
        }
    }

    private JsonElement send(String address, Map<String, ?> body) throws IOException, InterruptedException {
        return receive(HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofMinutes(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(GSON.toJson(body)))
                .build());
    }

    private JsonElement receive(HttpRequest request) throws IOException, InterruptedException {
        String answer = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        JsonElement value = JsonParser.parseString(answer).getAsJsonObject().get("value");
        if (value.isJsonObject() && value.getAsJsonObject().has("error")) {
            throw new AssertionError(request.uri() + ": " + value);
        }
        return value;
    }
}
