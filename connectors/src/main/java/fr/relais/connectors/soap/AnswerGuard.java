package fr.relais.connectors.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer, within bounds, keeps it, and lets nothing but a SOAP answer through to the parser. */
final class AnswerGuard extends AbstractPhaseInterceptor<Message> {

    /** No answer of these contracts comes near; more is a mistake or an attack. */
    private static final int MAX_BYTES = 1 << 20;

    /** Neither XHTML nor a multipart: what comes attached is nobody's to unpack. */
    private static final Pattern XML =
            Pattern.compile("(?:text|application)/(?:soap\\+)?xml\\b", Pattern.CASE_INSENSITIVE);

    AnswerGuard() {
        super(Phase.RECEIVE);
    }

    @Override
    public void handleMessage(Message message) {
        var outbound = message.getExchange().getOutMessage();
        if (!(outbound.get(Transcript.KEY) instanceof Transcript transcript) || transcript.status() != null) {
            return; // a fault comes by twice: as an answer, then through the chain for faults, already read
        }
        var status = (Integer) message.get(Message.RESPONSE_CODE);
        var contentType = (String) message.get(Message.CONTENT_TYPE);
        transcript.answered(status, contentType, header(message, "Retry-After"));
        var body = body(message);
        transcript.received(new String(body, StandardCharsets.UTF_8));
        if (body.length > MAX_BYTES) {
            throw new Fault(new NoSoapAnswer("answer-too-large"));
        }
        if (status == null || (status != 200 && status != 500)) {
            throw new Fault(new NoSoapAnswer("http-" + status));
        }
        if (contentType == null || !XML.matcher(contentType).lookingAt()) {
            throw new Fault(new NoSoapAnswer("http-" + status + "-not-soap"));
        }
        message.setContent(InputStream.class, new ByteArrayInputStream(body));
    }

    private static byte[] body(Message message) {
        var stream = message.getContent(InputStream.class);
        if (stream == null) {
            return new byte[0];
        }
        try (stream) {
            return stream.readNBytes(MAX_BYTES + 1);
        } catch (IOException cutOff) {
            throw new Fault(cutOff);
        }
    }

    private static @Nullable String header(Message message, String name) {
        if (message.get(Message.PROTOCOL_HEADERS) instanceof Map<?, ?> headers) {
            for (var header : headers.entrySet()) {
                if (name.equalsIgnoreCase(String.valueOf(header.getKey()))
                        && header.getValue() instanceof List<?> values
                        && !values.isEmpty()) {
                    return String.valueOf(values.getFirst());
                }
            }
        }
        return null;
    }

    /** An answer came, and it is not SOAP. */
    static final class NoSoapAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoSoapAnswer(String cause) {
            super(cause);
        }
    }
}
