package fr.relais.routes.attachments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/** Against a server that speaks as clamd(8) says: a file nobody could look at is not taken. */
@Timeout(30)
class ScannerTest {

    /** S26: what every scanner takes for malware, by agreement. */
    private static final String EICAR = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private static Scanner scanner(int port) {
        return new Scanner(new AttachmentsSettings(
                DataSize.ofMegabytes(1),
                Duration.ofHours(24),
                10,
                DataSize.ofMegabytes(10),
                4,
                Duration.ofSeconds(60),
                new AttachmentsSettings.Clamd(
                        port == 0 ? null : "127.0.0.1", Math.max(port, 1), Duration.ofSeconds(2))));
    }

    /** Reads one INSTREAM command whole, and answers as the real one would, or what it is told to. */
    private static CompletableFuture<byte[]> clamd(ServerSocket socket, String answer) {
        return CompletableFuture.supplyAsync(() -> {
            try (var client = socket.accept()) {
                var in = new DataInputStream(client.getInputStream());
                assertThat(new String(in.readNBytes(10), StandardCharsets.US_ASCII))
                        .isEqualTo("zINSTREAM\0");
                var content = new ByteArrayOutputStream();
                for (int length = in.readInt(); length > 0; length = in.readInt()) {
                    content.writeBytes(in.readNBytes(length));
                }
                var infected = content.toString(StandardCharsets.ISO_8859_1).contains(EICAR);
                var said =
                        answer.isEmpty() ? infected ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0" : answer;
                client.getOutputStream().write(said.getBytes(StandardCharsets.US_ASCII));
                return content.toByteArray();
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        });
    }

    @Test
    void findsWhatItIsShownWhole() throws Exception {
        var content = (" ".repeat(200_000) + EICAR).getBytes(StandardCharsets.US_ASCII);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var seen = clamd(socket, "");
            assertThat(scanner(socket.getLocalPort()).isClean(content)).isFalse();
            assertThat(seen.get()).isEqualTo(content);
            clamd(socket, "");
            assertThat(scanner(socket.getLocalPort()).isClean(new byte[] {1})).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INSTREAM size limit exceeded. ERROR\0", "UNKNOWN COMMAND\0", "stream: OK or so\0", "\0"})
    void takesNothingElseForAVerdict(String answer) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            clamd(socket, answer);
            assertThatIOException()
                    .isThrownBy(() -> scanner(socket.getLocalPort()).isClean(new byte[] {1}));
        }
    }

    @Test
    void takesNoAnswerForNone() throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatIOException().isThrownBy(() -> scanner(port).isClean(new byte[] {1}));
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIOException()
                    .isThrownBy(() -> scanner(silent.getLocalPort()).isClean(new byte[] {1}));
        }
    }

    /** Its buffers are full, and nobody empties them. */
    @Test
    void isNotHeldUpByADaemonThatReadsNothing() throws IOException {
        try (var hung = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatIOException()
                    .isThrownBy(() -> scanner(hung.getLocalPort()).isClean(new byte[20_000_000]));
        }
    }

    @Test
    void takesEverythingWhereNobodyScans() throws IOException {
        assertThat(scanner(0).isClean(EICAR.getBytes(StandardCharsets.US_ASCII)))
                .isTrue();
    }
}
