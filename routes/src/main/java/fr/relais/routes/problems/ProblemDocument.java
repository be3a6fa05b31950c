package fr.relais.routes.problems;

import com.fasterxml.jackson.annotation.JsonInclude;
import fr.relais.mappings.teleservice.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** An RFC 9457 problem as it is sent. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ProblemDocument(
        String type, String code, String title, int status, String detail, String requestId, List<Line> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    static ProblemDocument of(Refusal refusal, Locale locale, String requestId) {
        var code = refusal.code();
        return new ProblemDocument(
                "urn:relais:problem:" + code.code(),
                code.code(),
                code.title().in(locale),
                code.status(),
                refusal.detail().in(locale),
                requestId,
                refusal.errors().stream()
                        .map(problem -> Line.of(problem, locale))
                        .toList());
    }

    /** One thing wrong, with its place. */
    record Line(
            String pointer,
            String code,
            String message,
            @JsonInclude(JsonInclude.Include.ALWAYS) Map<String, Object> params) {

        static Line of(Problem problem, Locale locale) {
            return new Line(problem.pointer(), problem.code(), problem.message().in(locale), problem.params());
        }
    }
}
