package fr.relais.routes.problems;

import fr.relais.mappings.json.Json;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Writes a refusal as a problem document, in the caller's language. */
@Component
public class ProblemWriter {

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
    }

    /** French, unless English is asked for first. */
    public static Locale language(HttpServletRequest request) {
        var asked = request.getHeader("Accept-Language") == null ? Locale.FRENCH : request.getLocale();
        return asked.getLanguage().equals(Locale.ENGLISH.getLanguage()) ? Locale.ENGLISH : Locale.FRENCH;
    }
}
