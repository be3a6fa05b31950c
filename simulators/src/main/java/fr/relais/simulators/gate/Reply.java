package fr.relais.simulators.gate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** One HTTP answer, written with its whole length even when only half of it follows. */
public final class Reply {

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;

    public Reply(int status, Map<String, String> headers, byte[] body) {
        this.status = status;
        this.headers = Map.copyOf(headers);
        this.body = body.clone();
    }

    public static Reply of(int status, String contentType, String body) {
        return new Reply(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply html(int status, String title, String text) {
        return of(status, "text/html; charset=UTF-8", """
                <!DOCTYPE html>
                <html lang="fr"><head><meta charset="utf-8"><title>%s</title></head>
                <body><h1>%s</h1><p>%s</p></body></html>
                """.formatted(title, title, text));
    }

    public Reply with(String header, String value) {
        var more = new HashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, body);
    }

    void writeTo(OutputStream out) throws IOException {
        write(out, body.length);
    }

    void writeHalfTo(OutputStream out) throws IOException {
        write(out, body.length / 2);
    }

    private void write(OutputStream out, int bytes) throws IOException {
        var head = new StringBuilder("HTTP/1.1 " + status + " \r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.write(body, 0, bytes);
        out.flush();
    }
}
