package fr.relais.routes.attachments;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Has files looked at by a ClamAV daemon, by its INSTREAM command (clamd(8)); it fails closed: a file nobody could look at is not taken.
 */
@Component
@EnableConfigurationProperties(AttachmentsSettings.class)
class Scanner implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Scanner.class);
    private static final int CHUNK = 65_536;
    private static final int LONGEST_ANSWER = 1_024;

    private final AttachmentsSettings.Clamd settings;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("relais-scanner-watch").factory());

    Scanner(AttachmentsSettings settings) {
        this.settings = settings.scanner();
    }

    /**
     * Whether it is clean; so is everything where nobody scans.
     *
     * @throws IOException when the daemon does not answer, or not to the question
     */
    boolean isClean(byte[] content) throws IOException {
        if (settings.host() == null) {
            return true;
        }
        int patience = Math.toIntExact(settings.timeout().toMillis());
        try (var socket = new Socket()) {
            // a daemon that no longer reads would hold a writer up for ever: no timeout of a socket ends that
            var end = watch.schedule(() -> close(socket), patience, TimeUnit.MILLISECONDS);
            try {
                return isClean(content, socket, patience);
            } finally {
                end.cancel(false);
            }
        }
    }

    private boolean isClean(byte[] content, Socket socket, int patience) throws IOException {
        socket.connect(new InetSocketAddress(settings.host(), settings.port()), patience);
        var out = socket.getOutputStream();
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        for (int from = 0; from < content.length; from += CHUNK) {
            int length = Math.min(CHUNK, content.length - from);
            out.write(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
            out.write(content, from, length);
        }
        out.write(new byte[Integer.BYTES]);
        out.flush();
        var answer = new String(socket.getInputStream().readNBytes(LONGEST_ANSWER), StandardCharsets.US_ASCII);
        return verdict(answer.replace("\0", "").strip());
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException broken) {
            LOG.warn("a connection to the scanner can't be closed");
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }

    private static boolean verdict(String answer) throws IOException {
        if (answer.equals("stream: OK")) {
            return true;
        }
        if (answer.startsWith("stream: ") && answer.endsWith(" FOUND")) {
            return false;
        }
        throw new IOException("the scanner gives no verdict");
    }
}
