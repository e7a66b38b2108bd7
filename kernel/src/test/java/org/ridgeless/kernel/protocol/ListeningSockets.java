package org.ridgeless.kernel.protocol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Where a process of Linux listens, as the kernel of the system knows it. */
final class ListeningSockets {

    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    /** Addresses such as {@code 127.0.0.1:8888}. */
    static List<String> of(long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        Set<String> sockets = sockets(process.resolve("fd"));
        List<String> addresses = new ArrayList<>();
        for (String table : List.of("net/tcp", "net/tcp6")) {
            Files.readAllLines(process.resolve(table)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(fields ->
                            fields[STATE].equals(LISTENING) && sockets.contains("socket:[" + fields[INODE] + "]"))
                    .forEach(fields -> addresses.add(address(fields[LOCAL_ADDRESS])));
        }
        return addresses;
    }

    private static Set<String> sockets(Path descriptors) throws IOException {
        try (Stream<Path> all = Files.list(descriptors)) {
            return all.map(ListeningSockets::target).collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // It was closed meanwhile.
            return "";
        }
    }

    /** From words of four bytes in the order of the machine; an IPv4 address that is written as IPv6 ends in its own word. */
    private static String address(String hexadecimal) {
        String[] parts = hexadecimal.split(":");
        String word = parts[0].substring(parts[0].length() - 8);
        String host = IntStream.of(6, 4, 2, 0)
                .mapToObj(i -> String.valueOf(Integer.parseInt(word.substring(i, i + 2), 16)))
                .collect(Collectors.joining("."));
        return host + ":" + Integer.parseInt(parts[1], 16);
    }
}
