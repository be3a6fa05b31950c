package fr.relais.routes.problems;

import fr.relais.mappings.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes a refusal as a problem document, in the caller's language. */
@Component
public class ProblemWriter {

    private static final Logger AUDIT = LoggerFactory.getLogger("fr.relais.audit");

    /** What somebody may be trying out; the request's number leads from here to the answer he got. */
    private static final Set<ProblemCode> WATCHED = EnumSet.of(
            ProblemCode.UNAUTHENTICATED,
            ProblemCode.FORBIDDEN,
            ProblemCode.TELESERVICE_NOT_GRANTED,
            ProblemCode.NOT_FOUND,
            ProblemCode.QUOTA_EXCEEDED);

    public void write(Refusal refusal, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var locale = language(request);
        var body = Json.LEDGER.writeValueAsBytes(ProblemDocument.of(refusal, locale, RequestId.of(request)));
        response.setStatus(refusal.code().status());
        response.setContentType(ProblemDocument.MEDIA_TYPE);
        response.setHeader("Content-Language", locale.getLanguage());
        var retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            response.setHeader("Retry-After", String.valueOf(Math.max(1, retryAfter.toSeconds())));
        }
        response.getOutputStream().write(body);
        if (WATCHED.contains(refusal.code())) {
            AUDIT.info("{} {} by {}", refusal.code().code(), request.getMethod(), request.getRemoteUser());
        }
    }

    /** French, unless English is asked for first. */
    public static Locale language(HttpServletRequest request) {
        var asked = request.getHeader("Accept-Language") == null ? Locale.FRENCH : request.getLocale();
        return asked.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? Locale.ENGLISH : Locale.FRENCH;
    }
}
