package fr.relais.connectors;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What a target does with a request it has read. */
@FunctionalInterface
interface Reaction {

    void to(Interceptor.Received request, Socket socket) throws IOException;

    static Reaction answers(int status, String contentType, String body, String... headers) {
        return writes(http(status, contentType, body, headers));
    }

    static Reaction page(int status, String text) {
        return answers(status, "text/html; charset=UTF-8", "<html><body>" + text + "</body></html>");
    }

    static Reaction soap(int status, String body) {
        return answers(status, "text/xml; charset=UTF-8", envelope(body));
    }

    /** A fault whose code is in that namespace, with or without a detail. */
    static Reaction fault(String namespace, String code, String detail) {
        return soap(
                500,
                "<soap:Fault><faultcode xmlns:c=\"%s\">c:%s</faultcode><faultstring>Non</faultstring>%s</soap:Fault>"
                        .formatted(namespace, code, detail));
    }

    static Reaction closes() {
        return (request, socket) -> socket.close();
    }

    /** Lingering for no time makes the close an RST. */
    static Reaction resets() {
        return (request, socket) -> {
            socket.setSoLinger(true, 0);
            socket.close();
        };
    }

    static Reaction writesAndCloses(String bytes) {
        return (request, socket) -> {
            writes(bytes).to(request, socket);
            socket.close();
        };
    }

    /** Leaves the connection open, and the caller waiting for what is missing. */
    static Reaction writes(String bytes) {
        return (request, socket) -> socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
    }

    static String envelope(String body) {
        return "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>" + body
                + "</soap:Body></soap:Envelope>";
    }

    static String http(int status, String contentType, String body, String... headers) {
        return "HTTP/1.1 %d \r\nContent-Type: %s\r\nContent-Length: %d\r\n%s\r\n%s"
                .formatted(
                        status,
                        contentType,
                        body.getBytes(StandardCharsets.UTF_8).length,
                        headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n",
                        body);
    }
}
