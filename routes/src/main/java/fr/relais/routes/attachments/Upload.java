package fr.relais.routes.attachments;

import fr.relais.mappings.teleservice.Wording;
import fr.relais.routes.problems.ProblemCode;
import fr.relais.routes.problems.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.tomcat.util.http.fileupload.MultipartStream;
import org.apache.tomcat.util.http.fileupload.ParameterParser;
import org.jspecify.annotations.Nullable;

/**
 * A body of {@code multipart/form-data} (RFC 7578): one file, and its SHA-256 if the portal says it. What the file is called and said
 * to be is not looked at.
 *
 * @param sha256 in hexadecimal, lower case
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Upload(byte[] file, @Nullable String sha256) {

    private static final String FILE = "file";
    private static final String SHA256 = "sha256";
    private static final Set<String> NAMES = Set.of(FILE, SHA256);
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final int LONGEST_DIGEST = 64;
    private static final Pattern MEDIA_TYPE = Pattern.compile("(?i)multipart/form-data\\s*;.*");
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary\\s*=\\s*(?:\"([^\"]{1,70})\"|([^;\"\\s]{1,70}))");
    private static final Pattern DISPOSITION = Pattern.compile("(?im)^content-disposition:\\s*form-data\\s*;(.*)$");
    private static final Pattern NESTED = Pattern.compile("(?im)^content-type:\\s*multipart/.*$");

    /**
     * Reads one.
     *
     * @throws Refusal when it is not in that form
     */
    static Upload of(@Nullable String contentType, byte[] body) {
        if (contentType == null || !MEDIA_TYPE.matcher(contentType).matches()) {
            throw new Refusal(
                    ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                    new Wording("Envoyez du multipart/form-data.", "Send multipart/form-data."));
        }
        var boundaries = BOUNDARY.matcher(contentType).results().toList();
        if (boundaries.size() != 1) {
            throw malformed();
        }
        var boundary = boundaries.getFirst().group(1) == null
                ? boundaries.getFirst().group(2)
                : boundaries.getFirst().group(1);
        var parts = parts(body, boundary);
        var file = parts.get(FILE);
        if (file == null || file.length == 0) {
            throw malformed();
        }
        var digest = parts.get(SHA256);
        if (digest != null && digest.length > LONGEST_DIGEST) {
            throw malformed();
        }
        return new Upload(
                file, digest == null ? null : new String(digest, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
    }

    private static Map<String, byte[]> parts(byte[] body, String boundary) {
        var parts = new HashMap<String, byte[]>();
        try {
            var stream = new MultipartStream(
                    new ByteArrayInputStream(body), boundary.getBytes(StandardCharsets.ISO_8859_1), null);
            stream.setPartHeaderSizeMax(LONGEST_HEADERS);
            for (boolean more = stream.skipPreamble(); more; more = stream.readBoundary()) {
                var name = name(stream.readHeaders());
                var content = new ByteArrayOutputStream();
                stream.readBodyData(content);
                if (parts.put(name, content.toByteArray()) != null) {
                    throw malformed();
                }
            }
            return parts;
        } catch (IOException | IllegalArgumentException broken) {
            throw malformed();
        }
    }

    /** One of the two there may be. */
    private static String name(String headers) {
        var disposition = DISPOSITION.matcher(headers);
        if (NESTED.matcher(headers).find() || !disposition.find()) {
            throw malformed();
        }
        var name = new ParameterParser().parse(disposition.group(1), ';').get("name");
        if (name == null || !NAMES.contains(name)) {
            throw malformed();
        }
        return name;
    }

    private static Refusal malformed() {
        return new Refusal(
                ProblemCode.MALFORMED_JSON,
                new Wording(
                        "Le corps doit être du multipart/form-data avec une partie « file », et « sha256 » si vous voulez ; rien d'autre.",
                        "The body must be multipart/form-data with one part \"file\", and \"sha256\" if you like; nothing else."));
    }

    @Override
    public String toString() {
        return "Upload[" + file.length + "]";
    }
}
