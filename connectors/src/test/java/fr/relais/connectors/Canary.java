package fr.relais.connectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** An address nobody has a reason to call; counts who does. */
final class Canary implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicInteger hits = new AtomicInteger();

    Canary() {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::count);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/canary");
    }

    int hits() {
        return hits.get();
    }

    void reset() {
        hits.set(0);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void count() {
        while (!server.isClosed()) {
            try {
                server.accept().close();
                hits.incrementAndGet();
            } catch (IOException closed) {
                return;
            }
        }
    }
}
