package org.ridgeless.cluster;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/**
 * Where a cluster is.
 *
 * @param host empty for threads of this JVM
 */
record Master(String address, String host, int port) {
    private static final int PATIENCE_MILLIS = 10_000;

    static Master of(String address) {
        if (address.matches("local(\\[(\\d+|\\*)])?")) {
            return new Master(address, "", 0);
        }
        try {
            URI uri = URI.create(address);
            if (uri.getScheme().equals("spark") && uri.getHost() != null && uri.getPort() > 0) {
                return new Master(address, uri.getHost(), uri.getPort());
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            throw wrong(address, e);
        }
        throw wrong(address, null);
    }

    private static IllegalArgumentException wrong(String address, Exception cause) {
        return new IllegalArgumentException(
                "a Spark master has an address such as spark://host:7077, or local[4], got " + address, cause);
    }

    boolean isHere() {
        return host.isEmpty();
    }

    /** Asks whether anything listens there. */
    void requireAnswer() {
        if (!isHere()) {
            localAddress();
        }
    }

    /**
     * The address of this machine on the way to the master, at which executors reach it.
     *
     * @throws IllegalStateException if nothing answers within ten seconds
     */
    String localAddress() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MILLIS);
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "no Spark master answers at " + address + " (" + e.getMessage()
                            + "); sbin/start-master.sh of Spark starts one and says its address",
                    e);
        }
    }
}
