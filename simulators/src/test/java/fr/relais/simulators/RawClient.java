package fr.relais.simulators;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One TCP connection, to see what really comes over it. */
final class RawClient implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    private final Socket socket;

    RawClient(RunningSystem system) {
        try {
            socket = new Socket(system.url().getHost(), system.port());
            socket.setSoTimeout(10_000);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Answer exchange(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = "POST /social HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml; charset=UTF-8\r\n"
                + "Content-Length: " + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(bytes);
        return answer(socket.getInputStream());
    }

    private static Answer answer(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            if (b < 0) {
                throw new IOException("closed without an answer");
            }
            head.append((char) b);
        }
        Matcher length = LENGTH.matcher(head);
        int contentLength = length.find() ? Integer.parseInt(length.group(1)) : 0;
        byte[] body = in.readNBytes(contentLength);
        return new Answer(
                Integer.parseInt(head.substring(9, 12)), contentLength, new String(body, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The body one character per byte. */
    record Answer(int status, int contentLength, String body) {}
}
