package org.ridgeless.kernel.protocol;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a socket listens.
 *
 * @param tcp the address for the socket itself
 * @param relayPath the path of a Unix domain socket in front of it, if that is what the connection file asks for
 */
record Address(String tcp, Optional<Path> relayPath) {

    static Address of(ConnectionFile connection, int port) {
        return connection.transport().equals("ipc")
                ? new Address("tcp://127.0.0.1:*", Optional.of(Path.of(connection.ip() + "-" + port)))
                : new Address("tcp://" + connection.ip() + ":" + port, Optional.empty());
    }

    @Override
    public String toString() {
        return relayPath().map(Path::toString).orElse(tcp);
    }
}
