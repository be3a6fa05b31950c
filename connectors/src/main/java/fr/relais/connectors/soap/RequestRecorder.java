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

    private static final class Copying extends FilterOutputStream {

        private final ByteArrayOutputStream copy = new ByteArrayOutputStream();
        private final Transcript transcript;

        Copying(OutputStream wire, Transcript transcript) {
            super(wire);
            this.transcript = transcript;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            copy.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            copy.write(bytes, offset, length);
        }

        /** The transport sends on close, so the copy must be handed over first. */
        @Override
        public void close() throws IOException {
            transcript.sent(copy.toString(StandardCharsets.UTF_8));
            super.close();
        }
    }
}
