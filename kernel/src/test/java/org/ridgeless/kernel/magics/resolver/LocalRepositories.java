package org.ridgeless.kernel.magics.resolver;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A repository of Maven's layout in a folder, which a server on the loopback interface hands out. */
final class LocalRepositories implements AutoCloseable {
    private final Path folder;
    private final HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();

    LocalRepositories(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            requests.add(path);
            Path file = folder.resolve(path.substring(1));
            if (Files.isRegularFile(file)) {
                exchange.sendResponseHeaders(200, Files.size(file));
                Files.copy(file, exchange.getResponseBody());
            } else {
                exchange.sendResponseHeaders(404, -1);
            }
            exchange.close();
        });
        server.start();
    }

    /** With an empty artifact that depends on others, each {@code group:artifact:version}. */
    LocalRepositories with(String coordinate, String... dependencies) {
        String[] parts = coordinate.split(":");
        StringBuilder needed = new StringBuilder();
        for (String dependency : dependencies) {
            needed.append("<dependency>").append(elements(dependency)).append("</dependency>");
        }
        Path place =
                folder.resolve(parts[0].replace('.', '/')).resolve(parts[1]).resolve(parts[2]);
        String file = parts[1] + "-" + parts[2];
        try {
            Files.createDirectories(place);
            Files.writeString(
                    place.resolve(file + ".pom"),
                    "<project><modelVersion>4.0.0</modelVersion>" + elements(coordinate) + "<dependencies>" + needed
                            + "</dependencies></project>");
            new JarOutputStream(Files.newOutputStream(place.resolve(file + ".jar")), new Manifest()).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    private static String elements(String coordinate) {
        String[] parts = coordinate.split(":");
        return "<groupId>" + parts[0] + "</groupId><artifactId>" + parts[1] + "</artifactId><version>" + parts[2]
                + "</version>";
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** The paths that were asked for. */
    List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
