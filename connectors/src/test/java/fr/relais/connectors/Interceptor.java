package fr.relais.connectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Stands between a connector and a simulated system: lets calls through, but answers a chosen operation in its own way. */
final class Interceptor implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *([0-9]+)");
    private static final Pattern ACTION = Pattern.compile("(?i)soapaction: *\"?[^\"\r\n]*:([A-Za-z]+)\"?");

    private final URI system;
    private final ServerSocket server;
    private final HttpClient forward =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Reaction> reactions = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    Interceptor(URI system) {
        this.system = system;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + system.getPath());
    }

    /** From now on, instead of letting it through. */
    void at(String operation, Reaction reaction) {
        reactions.put(operation, reaction);
    }

    void reset() {
        reactions.clear();
        received.clear();
    }

    List<Received> received(String operation) {
        return received.stream()
                .filter(request -> request.operation().equals(operation))
                .toList();
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    /** Closes the connections that wait for their next request. */
    void closeConnections() {
        connections.forEach(Interceptor::close);
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        closeConnections();
        forward.shutdownNow();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> attend(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void attend(Socket socket) {
        try (socket) {
            for (var request = read(socket.getInputStream());
                    request != null;
                    request = socket.isClosed() ? null : read(socket.getInputStream())) {
                received.add(request);
                reactions.getOrDefault(request.operation(), this::letThrough).to(request, socket);
            }
        } catch (IOException left) {
            // by either side: both are what a test asked for
        } finally {
            connections.remove(socket);
        }
    }

    private static Received read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.write(b);
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        var length = LENGTH.matcher(text);
        var action = ACTION.matcher(text);
        return new Received(
                action.find() ? action.group(1) : "?",
                text,
                in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
    }

    /** Lets another body through, in place of what came. */
    Reaction letThroughAs(UnaryOperator<String> change) {
        return (request, socket) -> letThrough(
                new Received(
                        request.operation(),
                        request.head(),
                        change.apply(new String(request.body(), StandardCharsets.UTF_8))
                                .getBytes(StandardCharsets.UTF_8)),
                socket);
    }

    private void letThrough(Received request, Socket socket) throws IOException {
        socket.getOutputStream().write(forwarded(request).getBytes(StandardCharsets.UTF_8));
    }

    /** Applied by the system, then cut off within its answer. */
    void letThroughAndCutOff(Received request, Socket socket) throws IOException {
        var answer = forwarded(request);
        Reaction.writesAndCloses(answer.substring(0, answer.length() - 60)).to(request, socket);
    }

    /** Applied by the system, then reset. */
    void letThroughAndReset(Received request, Socket socket) throws IOException {
        forwarded(request);
        Reaction.resets().to(request, socket);
    }

    private String forwarded(Received request) throws IOException {
        var post = HttpRequest.newBuilder(system)
                .header("Content-Type", "text/xml; charset=UTF-8")
                .header("SOAPAction", "\"\"")
                .POST(BodyPublishers.ofByteArray(request.body()))
                .build();
        try {
            var answer = forward.send(post, BodyHandlers.ofString());
            return Reaction.http(
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""),
                    answer.body());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One request, as it came. */
    record Received(String operation, String head, byte[] body) {}
}
