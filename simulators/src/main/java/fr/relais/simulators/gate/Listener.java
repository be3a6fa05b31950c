package fr.relais.simulators.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listening socket that can be closed for good reason and opened again on the same port. */
final class Listener implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final InetAddress bind;
    private final Consumer<Socket> onConnection;
    private int port;
    private @Nullable ServerSocket server;
    private @Nullable Thread acceptor;

    Listener(InetAddress bind, int port, Consumer<Socket> onConnection) {
        this.bind = bind;
        this.port = port;
        this.onConnection = onConnection;
    }

    synchronized int port() {
        return port;
    }

    synchronized boolean isOpen() {
        return server != null;
    }

    synchronized void open() {
        if (server != null) {
            return;
        }
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(bind, port), 128);
            port = opened.getLocalPort();
            server = opened;
            acceptor = Thread.ofVirtual().name("gate-" + port).start(() -> accept(opened));
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port + " cannot be listened on", e);
        }
    }

    /** Returns once the port really refuses connections. */
    @Override
    public synchronized void close() {
        if (server == null || acceptor == null) {
            return;
        }
        try {
            server.close();
            acceptor.interrupt(); // it may be waiting for room instead of a connection
            acceptor.join(PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server = null;
            acceptor = null;
        }
    }

    private void accept(ServerSocket from) {
        while (!from.isClosed()) {
            try {
                onConnection.accept(from.accept());
            } catch (IOException e) {
                return; // closed
            }
        }
    }
}
