package fr.relais.routes.problems;

import fr.relais.mappings.teleservice.Wording;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/** A request's body: no more than may come, and no longer than it may take. Whoever sends a byte a second holds nobody up. */
public final class BoundedBody {

    private static final int MEBIBYTE = 1 << 20;
    private static final int MAX_BYTES = MEBIBYTE;
    private static final Duration LONGEST_UPLOAD = Duration.ofSeconds(30);

    /**
     * The whole of it.
     *
     * @throws Refusal when it is too large, or too slow
     */
    public static byte[] of(HttpServletRequest request) throws IOException {
        return of(request, MAX_BYTES, LONGEST_UPLOAD);
    }

    /** As above, with other bounds: how many bytes, and how long they may take. */
    public static byte[] of(HttpServletRequest request, int most, Duration longest) throws IOException {
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        var body = new ByteArrayOutputStream();
        var in = request.getInputStream();
        var part = new byte[8192];
        long until = System.nanoTime() + longest.toNanos();
        for (int read = in.read(part); read >= 0; read = in.read(part)) {
            body.write(part, 0, read);
            if (body.size() > most) {
                throw tooLarge(most);
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

    /** What whoever sends more is told. */
    public static Refusal tooLarge(int most) {
        return new Refusal(
                ProblemCode.TOO_LARGE,
                new Wording(
                        "La demande dépasse " + size(most, "Mio", "Kio") + ".",
                        "The request is larger than " + size(most, "MiB", "KiB") + "."));
    }

    private static String size(int bytes, String mebibytes, String kibibytes) {
        return bytes >= MEBIBYTE ? bytes / MEBIBYTE + " " + mebibytes : bytes / 1024 + " " + kibibytes;
    }

    private BoundedBody() {}
}
