package fr.relais.connectors.soap;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;

/** Keeps a copy of what is sent. */
final class RequestRecorder extends AbstractPhaseInterceptor<Message> {

    RequestRecorder() {
        super(Phase.PRE_STREAM);
    }

    @Override
    public void handleMessage(Message message) {
        if (message.get(Transcript.KEY) instanceof Transcript transcript) {
            message.setContent(OutputStream.class, new Copying(message.getContent(OutputStream.class), transcript));
        }
    }

    /** What is joined is kept elsewhere, sealed as it came: here only the message. */
    private static final class Copying extends FilterOutputStream {

        private static final int MOST = 1 << 20;

        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
        private final Transcript transcript;

        Copying(OutputStream wire, Transcript transcript) {
            super(wire);
            this.transcript = transcript;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            if (copy.size() < MOST) {
                copy.write(b);
            }
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            copy.write(bytes, offset, Math.min(length, MOST - copy.size()));
        }

        /** The transport sends on close, so the copy must be handed over first. */
        @Override
        public void close() throws IOException {
            transcript.sent(message(copy.toString(StandardCharsets.UTF_8)));
            super.close();
        }

        /** Of a multipart request its first part, which ends where the next begins. */
        private static String message(String sent) {
            if (!sent.stripLeading().startsWith("--")) {
                return sent;
            }
            var multipart = sent.stripLeading();
            int end = multipart.indexOf("\n" + multipart.lines().findFirst().orElse("--"));
            return (end < 0 ? multipart : multipart.substring(0, end)).strip() + "\n(pièces jointes)";
        }
    }
}
