package fr.relais.connectors.courriel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that says what it is told to say at each step, and says 250 to the rest. */
final class ScriptedServer implements AutoCloseable {

    /** Ends the connection instead of answering. */
    static final String HANGS_UP = "";

    private final Map<String, String> answers;
    private final ServerSocket socket;
    private final List<String> heard = new CopyOnWriteArrayList<>();

    /** @param answers by command; {@code GREETING} and {@code MESSAGE} are the two steps without one */
    ScriptedServer(Map<String, String> answers) throws IOException {
        this.answers = answers;
        this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    /** The commands of whoever came. */
    List<String> heard() {
        return heard;
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (var client = socket.accept()) {
                talk(client);
            } catch (IOException ended) {
                // the next one
            }
        }
    }

    private void talk(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        if (!say(client, "GREETING", "220 ready")) {
            return;
        }
        boolean inMessage = false;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (inMessage && !line.equals(".")) {
                continue;
            }
            var step = inMessage ? "MESSAGE" : line.split(" ", 2)[0];
            heard.add(step);
            boolean answered = say(client, step, step.equals("DATA") ? "354 go on" : "250 ok");
            inMessage = step.equals("DATA") && !answers.containsKey("DATA");
            if (!answered) {
                return;
            }
        }
    }

    private boolean say(Socket client, String step, String otherwise) throws IOException {
        var answer = answers.getOrDefault(step, otherwise);
        if (answer.equals(HANGS_UP)) {
            return false;
        }
        client.getOutputStream().write((answer + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
    }
}
