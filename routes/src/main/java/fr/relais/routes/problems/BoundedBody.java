package fr.relais.routes.problems;

import fr.relais.mappings.teleservice.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** A request's body: no more than may come, and no longer than it may take. Whoever sends a byte a second holds nobody up. */
public final class BoundedBody {

    private static final int MAX_BYTES = 1 << 20;
    private static final Duration LONGEST_UPLOAD = Duration.ofSeconds(30);

    /**
     * The whole of it.
     *
     * @throws Refusal when it is too large, or too slow
     */
    public static byte[] of(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > MAX_BYTES) {
            throw tooLarge();
        }
        var body = new ByteArrayOutputStream();
        var in = request.getInputStream();
        var part = new byte[8192];
        long until = System.nanoTime() + LONGEST_UPLOAD.toNanos();
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            body.write(part, 0, read);
            if (body.size() > MAX_BYTES) {
                throw tooLarge();
            }
            if (System.nanoTime() > until) {
                throw new Refusal(
                        ProblemCode.MALFORMED_JSON,
                        new Wording(
                                "La demande met trop de temps à arriver.", "The request takes too long to arrive."));
            }
        }
        return body.toByteArray();
    }

    private static Refusal tooLarge() {
        return new Refusal(
                ProblemCode.TOO_LARGE, new Wording("La demande dépasse 1 Mio.", "The request is larger than 1 MiB."));
    }

    private BoundedBody() {}
}
